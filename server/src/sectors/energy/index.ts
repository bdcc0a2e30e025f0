/** Energy: electricity and solar roofs. */
import type { WarehouseSector } from "../../modules/warehouse/sector.ts";
import { energyDatasets } from "./datasets.ts";

export const energy: WarehouseSector = {
  code: "energy",
  name: { vi: "Năng lượng", en: "Energy" },
  datasets: energyDatasets,
};
