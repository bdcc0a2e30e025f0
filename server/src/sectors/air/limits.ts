/** Limits of ambient air by law, QCVN 05:2023/BTNMT, as dated rows. */
import { AIR_LIMITS } from "@dothi/vietnam";
import type { LimitDefinition } from "../../modules/telemetry/sector.ts";

/** Means in µg/Nm³; stations report µg/m³ at ambient conditions, pages name both. */
export const airLimits: readonly LimitDefinition[] = AIR_LIMITS.map((row) => ({
  property: row.pollutant,
  averaging: row.averaging,
  most: row.limitUgPerNm3,
  validFrom: row.validFrom,
  validTo: row.validTo,
  source: row.source,
  clause: row.clause,
}));
