/** Education: schools. */
import type { WarehouseSector } from "../../modules/warehouse/sector.ts";
import { educationDatasets } from "./datasets.ts";

export const education: WarehouseSector = {
  code: "education",
  name: { vi: "Giáo dục", en: "Education" },
  datasets: educationDatasets,
};
