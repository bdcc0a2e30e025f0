/** Tourism: visitors and places to stay. */
import type { WarehouseSector } from "../../modules/warehouse/sector.ts";
import { tourismDatasets } from "./datasets.ts";

export const tourism: WarehouseSector = {
  code: "tourism",
  name: { vi: "Du lịch", en: "Tourism" },
  datasets: tourismDatasets,
};
