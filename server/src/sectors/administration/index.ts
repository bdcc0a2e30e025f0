/** Administrative reform and e-government: units, agencies, holidays, reports of citizens, public-service cases. */
import type { WarehouseSector } from "../../modules/warehouse/sector.ts";
import { citizenReports } from "./reports.ts";
import { serviceCases } from "./service-cases.ts";
import { agencies, holidays, unitMoves, units } from "./territory-datasets.ts";

export const administration: WarehouseSector = {
  code: "administration",
  name: { vi: "Hành chính, dịch vụ công", en: "Administration and public services" },
  datasets: [units, unitMoves, agencies, holidays, citizenReports, serviceCases],
};
