/**
 * Harmonic tides for simulation, and alarm levels of river stations as dated data.
 *
 * The constituents are SYNTHETIC: made to look like a mixed, mainly semi-diurnal river tide. They are no
 * analysis of any gauge and no prediction; official bulletins come from Đài Khí tượng Thủy văn Nam Bộ alone.
 */
import type { CivilDate, Instant } from "./civil-date.ts";

/** One harmonic constituent: amplitude · cos(speed · t + argument − lag), t in hours since 2000-01-01T00:00Z. */
export interface TideConstituent {
  readonly name: string;
  readonly speedDegPerHour: number;
  /** Equilibrium argument at Greenwich at 2000-01-01T00:00Z. */
  readonly argumentDeg: number;
  readonly amplitudeM: number;
  /** Lag of the station behind the equilibrium argument (Greenwich phase lag). */
  readonly lagDeg: number;
}

const EPOCH_MS = Date.UTC(2000, 0, 1);
const RADIANS = Math.PI / 180;

/** Water level in metres above the datum; nodal modulation (18.6 years) is left out. */
export function tideHeightM(
  instant: Instant,
  constituents: readonly TideConstituent[],
  datumOffsetM = 0,
): number {
  const hours = (Number(instant) - EPOCH_MS) / 3_600_000;
  let height = datumOffsetM;
  for (const { speedDegPerHour, argumentDeg, amplitudeM, lagDeg } of constituents) {
    height += amplitudeM * Math.cos(((speedDegPerHour * hours + argumentDeg - lagDeg) % 360) * RADIANS);
  }
  return height;
}

/** A turning point of the tide. */
export interface TideExtreme {
  readonly at: Date;
  readonly heightM: number;
  readonly kind: "high" | "low";
}

/** High and low waters in [from, to), found on a 6-minute grid and refined to a few seconds. */
export function tideExtremes(
  from: Instant,
  to: Instant,
  constituents: readonly TideConstituent[],
  datumOffsetM = 0,
): TideExtreme[] {
  const step = 360_000;
  const extremes: TideExtreme[] = [];
  let before = tideHeightM(Number(from) - step, constituents, datumOffsetM);
  let here = tideHeightM(Number(from), constituents, datumOffsetM);
  for (let t = Number(from); t < Number(to); t += step) {
    const after = tideHeightM(t + step, constituents, datumOffsetM);
    if ((here - before) * (after - here) <= 0 && here !== before) {
      // Vertex of the parabola through three points.
      const curve = before - 2 * here + after;
      const at = t + (curve === 0 ? 0 : ((before - after) / (2 * curve)) * step);
      const heightM = tideHeightM(at, constituents, datumOffsetM);
      extremes.push({ at: new Date(Math.round(at)), heightM, kind: here > before ? "high" : "low" });
    }
    before = here;
    here = after;
  }
  return extremes;
}

// Mean longitudes at 2000-01-01T00:00Z, degrees (Meeus): moon s, sun h, lunar perigee p.
const S = 211.744;
const H = 279.974;
const P = 83.298;

/**
 * SYNTHETIC tide of a station like Phú An on the Sài Gòn river: springs one to two days after new and full
 * moon, high waters about 04–06 and 17–19 h at springs, yearly peaks of some 1.6 m, mostly in October–December.
 * Speeds: Schureman, Manual of Harmonic Analysis and Prediction of Tides (1958). Sa and Ssa carry the season.
 */
export const SYNTHETIC_PHU_AN: {
  readonly constituents: readonly TideConstituent[];
  readonly datumOffsetM: number;
  readonly labelVi: string;
  readonly labelEn: string;
} = {
  labelVi: "Dữ liệu mô phỏng, không phải bản tin chính thức",
  labelEn: "Simulated data, not an official bulletin",
  datumOffsetM: 0.1,
  constituents: [
    { name: "M2", speedDegPerHour: 28.9841042, argumentDeg: 2 * (H - S), amplitudeM: 0.69, lagDeg: 283 },
    { name: "S2", speedDegPerHour: 30, argumentDeg: 0, amplitudeM: 0.21, lagDeg: 308 },
    {
      name: "N2",
      speedDegPerHour: 28.4397295,
      argumentDeg: 2 * H - 3 * S + P,
      amplitudeM: 0.11,
      lagDeg: 262,
    },
    { name: "K2", speedDegPerHour: 30.0821373, argumentDeg: 2 * H, amplitudeM: 0.06, lagDeg: 308 },
    { name: "K1", speedDegPerHour: 15.0410686, argumentDeg: H + 90, amplitudeM: 0.24, lagDeg: 205 },
    { name: "O1", speedDegPerHour: 13.9430356, argumentDeg: H - 2 * S - 90, amplitudeM: 0.2, lagDeg: 85 },
    { name: "P1", speedDegPerHour: 14.9589314, argumentDeg: -H - 90, amplitudeM: 0.07, lagDeg: 205 },
    { name: "Sa", speedDegPerHour: 0.0410686, argumentDeg: H, amplitudeM: 0.22, lagDeg: 226 },
    { name: "Ssa", speedDegPerHour: 0.0821373, argumentDeg: 2 * H, amplitudeM: 0.09, lagDeg: 96 },
  ],
};

/** An alarm level of a river station; dates included, null = in force. Water height on the national datum. */
export interface TideAlarmLevel {
  readonly station: string;
  readonly river: string;
  readonly level: "I" | "II" | "III";
  readonly heightM: number;
  readonly validFrom: CivilDate | null;
  readonly validTo: CivilDate | null;
  readonly source: string;
  /** `press` agreeing reports; `unverified` by analogy or from memory. Neither was compared with the decision. */
  readonly status: "press" | "unverified";
}

const PRESS =
  "Quyết định 05/2020/QĐ-TTg, theo báo chí (Dân trí 05/12/2025, Thanh Niên 20/11/2025, Người Lao Động 05/11/2025)";
const EARLIER = "Mức báo động trước Quyết định 05/2020/QĐ-TTg, chưa kiểm chứng";
const IN_FORCE = { validFrom: "2020-03-20", validTo: null, source: PRESS };
const BEFORE = { validFrom: null, validTo: "2020-03-19", source: EARLIER };
// At Nhà Bè and Thủ Dầu Một reports bear out level III alone; I and II stand by analogy.
const ONLY_III = ["unverified", "unverified", "press"] as const;
const LEVELS = ["I", "II", "III"] as const;

/** Alarm levels since 20 March 2020, and those of Phú An before, by which its history is judged. */
export const TIDE_ALARM_LEVELS: readonly TideAlarmLevel[] = [
  ...alarmLevels(
    { station: "Phú An", river: "Sài Gòn", ...IN_FORCE },
    [1.4, 1.5, 1.6],
    ["press", "press", "press"],
  ),
  ...alarmLevels({ station: "Nhà Bè", river: "Đồng Điền", ...IN_FORCE }, [1.4, 1.5, 1.6], ONLY_III),
  ...alarmLevels({ station: "Thủ Dầu Một", river: "Sài Gòn", ...IN_FORCE }, [1.4, 1.5, 1.6], ONLY_III),
  ...alarmLevels(
    { station: "Phú An", river: "Sài Gòn", ...BEFORE },
    [1.3, 1.4, 1.5],
    ["unverified", "unverified", "unverified"],
  ),
];

function alarmLevels(
  common: Pick<TideAlarmLevel, "station" | "river" | "validFrom" | "validTo" | "source">,
  heights: readonly [number, number, number],
  status: readonly TideAlarmLevel["status"][],
): TideAlarmLevel[] {
  return LEVELS.map((level, i) => ({
    ...common,
    level,
    heightM: heights[i] ?? 0,
    status: status[i] ?? "unverified",
  }));
}

/** Highest alarm level a height reaches at a station on a date, undefined below level I or for an unknown station. */
export function tideAlarmAt(
  station: string,
  heightM: number,
  date: CivilDate,
  levels: readonly TideAlarmLevel[] = TIDE_ALARM_LEVELS,
): TideAlarmLevel | undefined {
  return levels.findLast(
    (row) =>
      row.station === station &&
      (row.validFrom === null || row.validFrom <= date) &&
      (row.validTo === null || date <= row.validTo) &&
      // Heights are decimal centimetres: 1.1 + 0.3 must reach 1.4.
      heightM >= row.heightM - 1e-9,
  );
}
