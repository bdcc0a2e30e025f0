/** Logistics: ports and warehouses. */
import type { WarehouseSector } from "../../modules/warehouse/sector.ts";
import { logisticsDatasets } from "./datasets.ts";

export const logistics: WarehouseSector = {
  code: "logistics",
  name: { vi: "Logistics", en: "Logistics" },
  datasets: logisticsDatasets,
};
