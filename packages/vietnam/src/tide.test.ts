import { expect, test } from "vitest";
import {
  cityDateOf,
  cityInstant,
  formatTime,
  lunarOf,
  SYNTHETIC_PHU_AN,
  TIDE_ALARM_LEVELS,
  tideAlarmAt,
  tideExtremes,
  tideHeightM,
} from "./index.ts";

const { constituents, datumOffsetM } = SYNTHETIC_PHU_AN;
const highs = tideExtremes(
  cityInstant("2025-01-01"),
  cityInstant("2027-01-01"),
  constituents,
  datumOffsetM,
).filter((extreme) => extreme.kind === "high");
const alarms = highs.filter((high) => high.heightM >= 1.4);
const monthOf = (at: Date) => Number(cityDateOf(at).slice(5, 7));

test("one constituent is a cosine", () => {
  const m2 = { name: "M2", speedDegPerHour: 30, argumentDeg: 0, amplitudeM: 1, lagDeg: 0 };
  expect(tideHeightM(Date.UTC(2000, 0, 1), [m2], 0.5)).toBeCloseTo(1.5, 12);
  expect(tideHeightM(Date.UTC(2000, 0, 1, 6), [m2], 0.5)).toBeCloseTo(-0.5, 12);
});

test("the yearly peak is believable and falls in October–December", () => {
  const peak = highs.toSorted((a, b) => b.heightM - a.heightM)[0];
  expect(peak?.heightM).toBeGreaterThan(1.55);
  expect(peak?.heightM).toBeLessThan(1.78);
  expect([10, 11, 12]).toContain(peak && monthOf(peak.at));
  const summer = highs.filter((high) => [3, 4, 5].includes(monthOf(high.at)));
  expect(Math.max(...summer.map((high) => high.heightM))).toBeLessThan(1.4);
});

test("high alarms come at springs, in the early morning or the late afternoon", () => {
  expect(alarms.length).toBeGreaterThan(40);
  const nearSprings = alarms.filter((high) =>
    [28, 29, 30, 1, 2, 3, 4, 5, 14, 15, 16, 17, 18, 19, 20].includes(lunarOf(cityDateOf(high.at)).day),
  );
  expect(nearSprings.length / alarms.length).toBeGreaterThan(0.8);
  const hours = alarms.map((high) => Number(formatTime(high.at).slice(0, 2)));
  const usual = hours.filter((hour) => (hour >= 3 && hour <= 7) || (hour >= 15 && hour <= 19));
  expect(usual.length / hours.length).toBeGreaterThan(0.75);
});

test("highs and lows alternate", () => {
  const all = tideExtremes(cityInstant("2026-01-01"), cityInstant("2026-02-01"), constituents, datumOffsetM);
  for (const [i, extreme] of all.entries()) if (i > 0) expect(extreme.kind).not.toBe(all[i - 1]?.kind);
});

test("history is judged by the levels of its time", () => {
  expect(tideAlarmAt("Phú An", 1.62, "2026-01-08")).toMatchObject({
    level: "III",
    heightM: 1.6,
    status: "press",
  });
  expect(tideAlarmAt("Phú An", 1.1 + 0.3, "2026-01-08")?.level).toBe("I");
  expect(tideAlarmAt("Phú An", 1.55, "2008-12-15")?.level).toBe("III");
  expect(tideAlarmAt("Phú An", 1.55, "2025-12-15")?.level).toBe("II");
  expect(tideAlarmAt("Phú An", 1.39, "2026-01-08")).toBeUndefined();
  expect(tideAlarmAt("Vũng Tàu", 4.2, "2026-01-08")).toBeUndefined();
  expect(TIDE_ALARM_LEVELS.every((level) => level.source !== "")).toBe(true);
});
