/** Finance: the budget and the published indicators of the economy. */
import type { WarehouseSector } from "../../modules/warehouse/sector.ts";
import { budget } from "./budget.ts";
import { indicatorValues } from "./indicators.ts";

export const finance: WarehouseSector = {
  code: "finance",
  name: { vi: "Tài chính", en: "Finance" },
  datasets: [indicatorValues, budget],
};
