/** Health: places of care, infectious diseases. */
import type { WarehouseSector } from "../../modules/warehouse/sector.ts";
import { healthDatasets } from "./datasets.ts";

export const health: WarehouseSector = {
  code: "health",
  name: { vi: "Y tế", en: "Health" },
  datasets: healthDatasets,
};
