/** Security, order and social safety. */
import type { WarehouseSector } from "../../modules/warehouse/sector.ts";
import { securityDatasets } from "./datasets.ts";

export const security: WarehouseSector = {
  code: "security",
  name: { vi: "An ninh, trật tự, an toàn xã hội", en: "Security, order and social safety" },
  datasets: securityDatasets,
};
