/**
 * Limits of environmental noise. QCVN 26:2010/BTNMT, which set them by time of day and kind of area, has been
 * replaced by QCVN 26:2025/BNNMT, whose table has to be entered from the regulation itself. Until then no
 * limit is shown as law.
 */
import type { LimitDefinition } from "../../modules/telemetry/sector.ts";

export const noiseLimits: readonly LimitDefinition[] = [];
