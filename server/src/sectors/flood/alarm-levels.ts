/**
 * Alarm levels I–III of river stations as dated data. They are heights on the national datum of single
 * instants, no limits on means; the levels of a moment are those valid on its date.
 */
import { TIDE_ALARM_LEVELS, type TideAlarmLevel } from "@dothi/vietnam";
import { floodDemoThings } from "./demo-things.ts";

/** An alarm level with the thing and the datum it applies to. `status` says how far the figure has been checked. */
export interface StationAlarmLevel extends TideAlarmLevel {
  readonly thing: string;
  readonly property: "water-level";
  readonly verticalDatum: string;
}

/** Only stations whose alarm levels are known; the others have none rather than borrowed ones. */
const thingOfStation: Readonly<Record<string, string>> = {
  "Phú An": "tv-phu-an",
  "Nhà Bè": "tv-nha-be",
  "Thủ Dầu Một": "tv-thu-dau-mot",
};

export const stationAlarmLevels: readonly StationAlarmLevel[] = TIDE_ALARM_LEVELS.flatMap((level) => {
  const thing = thingOfStation[level.station];
  const stream = floodDemoThings
    .find(({ code }) => code === thing)
    ?.datastreams.find(({ property }) => property === "water-level");
  if (thing === undefined || stream?.verticalDatum === undefined) return [];
  return [{ ...level, thing, property: "water-level" as const, verticalDatum: stream.verticalDatum }];
});
