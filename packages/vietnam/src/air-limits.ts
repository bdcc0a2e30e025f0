/** Ambient air limits of QCVN 05:2023/BTNMT as dated rows. */

/** Pollutants with a limit in table 1; `tsp` is total suspended particles. */
export type LimitedPollutant = "so2" | "co" | "no2" | "o3" | "tsp" | "pm10" | "pm25";

/** Averaging time of a limit. */
export type LimitAveraging = "1h" | "8h" | "24h" | "year";

/** One limit. Dates are civil dates `yyyy-MM-dd`, both included; `validTo: null` = still in force. */
export interface AirLimit {
  readonly pollutant: LimitedPollutant;
  readonly averaging: LimitAveraging;
  /** µg/Nm³. */
  readonly limitUgPerNm3: number;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly source: string;
  readonly clause: string;
}

const SOURCE = "QCVN 05:2023/BTNMT (Thông tư 01/2023/TT-BTNMT) (theo bản chép, chưa đối chiếu bản gốc)";
const IN_FORCE = "2023-09-12";

/**
 * Table 1 of QCVN 05:2023/BTNMT, in force since 12 September 2023. Agreeing transcriptions; the printed
 * original was not compared. The 24-hour PM2.5 limit falls from 50 to 45 µg/Nm³ on 1 January 2026.
 */
export const AIR_LIMITS: readonly AirLimit[] = [
  limit("so2", "1h", 350),
  limit("so2", "24h", 125),
  limit("so2", "year", 50),
  limit("co", "1h", 30000),
  limit("co", "8h", 10000),
  limit("no2", "1h", 200),
  limit("no2", "24h", 100),
  limit("no2", "year", 40),
  limit("o3", "1h", 200),
  limit("o3", "8h", 120),
  limit("tsp", "1h", 300),
  limit("tsp", "24h", 200),
  limit("tsp", "year", 100),
  limit("pm10", "24h", 100),
  limit("pm10", "year", 50),
  { ...limit("pm25", "24h", 50), validTo: "2025-12-31" },
  { ...limit("pm25", "24h", 45), validFrom: "2026-01-01", clause: "Bảng 1, ghi chú PM2.5" },
  limit("pm25", "year", 25),
];

function limit(pollutant: LimitedPollutant, averaging: LimitAveraging, limitUgPerNm3: number): AirLimit {
  return {
    pollutant,
    averaging,
    limitUgPerNm3,
    validFrom: IN_FORCE,
    validTo: null,
    source: SOURCE,
    clause: "Bảng 1",
  };
}

/**
 * The limit in force on a civil date (`yyyy-MM-dd`, city time), or undefined when the regulation sets none
 * for that averaging time or was not in force yet.
 */
export function limitOn(
  pollutant: LimitedPollutant,
  averaging: LimitAveraging,
  date: string,
  limits: readonly AirLimit[] = AIR_LIMITS,
): AirLimit | undefined {
  return limits.find(
    (row) =>
      row.pollutant === pollutant &&
      row.averaging === averaging &&
      row.validFrom <= date &&
      (row.validTo === null || date <= row.validTo),
  );
}
