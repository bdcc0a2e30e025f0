/** Urban renewal: street trees and projects. */
import type { WarehouseSector } from "../../modules/warehouse/sector.ts";
import { urbanDatasets } from "./datasets.ts";

export const urban: WarehouseSector = {
  code: "urban",
  name: { vi: "Chỉnh trang đô thị", en: "Urban renewal" },
  datasets: urbanDatasets,
};
