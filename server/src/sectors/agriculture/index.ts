/** Agriculture: harvests. */
import type { WarehouseSector } from "../../modules/warehouse/sector.ts";
import { agricultureDatasets } from "./datasets.ts";

export const agriculture: WarehouseSector = {
  code: "agriculture",
  name: { vi: "Nông nghiệp", en: "Agriculture" },
  datasets: agricultureDatasets,
};
