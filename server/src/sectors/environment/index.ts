/** Environment beside air and noise: waste and surface water. */
import type { WarehouseSector } from "../../modules/warehouse/sector.ts";
import { environmentDatasets } from "./datasets.ts";

export const environment: WarehouseSector = {
  code: "environment",
  name: { vi: "Môi trường nước, chất thải", en: "Water and waste" },
  datasets: environmentDatasets,
};
