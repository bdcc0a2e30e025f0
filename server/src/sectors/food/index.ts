/** Food safety: markets and inspections. */
import type { WarehouseSector } from "../../modules/warehouse/sector.ts";
import { foodDatasets } from "./datasets.ts";

export const food: WarehouseSector = {
  code: "food",
  name: { vi: "An toàn thực phẩm", en: "Food safety" },
  datasets: foodDatasets,
};
