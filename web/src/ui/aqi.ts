import type { MessageKey } from "../i18n/i18n.tsx";

/** One level of VN_AQI as the interface shows it: legal colour, the ink read on it, a letter and a pattern beside the colour. */
export type AqiLevel = {
  rank: 1 | 2 | 3 | 4 | 5 | 6;
  letter: "A" | "B" | "C" | "D" | "E" | "F";
  min: number;
  max: number;
  colour: string;
  ink: "#000000" | "#ffffff";
  labelKey: MessageKey;
  adviceKey: MessageKey;
};

/** The six levels of Decision 1459/QĐ-TCMT (12/11/2019), in order. The letters are this program's own. */
export const AQI_LEVELS: readonly AqiLevel[] = [
  level(1, "A", [0, 50], "rgb(0, 228, 0)", "#000000"),
  level(2, "B", [51, 100], "rgb(255, 255, 0)", "#000000"),
  level(3, "C", [101, 150], "rgb(255, 126, 0)", "#000000"),
  level(4, "D", [151, 200], "rgb(255, 0, 0)", "#000000"),
  level(5, "E", [201, 300], "rgb(143, 63, 151)", "#ffffff"),
  level(6, "F", [301, 500], "rgb(126, 0, 35)", "#ffffff"),
];

/** The level of a whole AQI value; undefined below 0 and for no value. Above 500 is still level 6. */
export function aqiLevel(value: number | null | undefined): AqiLevel | undefined {
  if (value === null || value === undefined || !(value >= 0)) return undefined;
  return AQI_LEVELS.find((entry) => Math.round(value) <= entry.max) ?? AQI_LEVELS[5];
}

function level(
  rank: AqiLevel["rank"],
  letter: AqiLevel["letter"],
  [min, max]: readonly [number, number],
  colour: string,
  ink: AqiLevel["ink"],
): AqiLevel {
  return { rank, letter, min, max, colour, ink, labelKey: `aqi.${rank}`, adviceKey: `aqi.advice.${rank}` };
}
