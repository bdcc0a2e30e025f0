/**
 * Alarm levels I–III of river stations as dated data. They are heights on the national datum of single
 * instants, no limits on means; the levels of a moment are those valid on its date.
 */
import { TIDE_ALARM_LEVELS } from "@dothi/vietnam";
import type { AlarmLevelDefinition } from "../../modules/telemetry/sector.ts";
import { floodDemoThings } from "./demo-things.ts";

/** Only stations whose alarm levels are known; the others have none rather than borrowed ones. */
const thingOfStation: Readonly<Record<string, string>> = {
  "Phú An": "tv-phu-an",
  "Nhà Bè": "tv-nha-be",
  "Thủ Dầu Một": "tv-thu-dau-mot",
};

export const alarmLevels: readonly AlarmLevelDefinition[] = TIDE_ALARM_LEVELS.flatMap((row) => {
  const thing = thingOfStation[row.station];
  const stream = floodDemoThings
    .find(({ code }) => code === thing)
    ?.datastreams.find(({ property }) => property === "water-level");
  if (thing === undefined || stream?.verticalDatum === undefined) return [];
  const { level, heightM: at, validFrom, validTo, source, status } = row;
  return [
    {
      thing,
      property: "water-level",
      verticalDatum: stream.verticalDatum,
      level,
      at,
      validFrom,
      validTo,
      source,
      status,
    },
  ];
});
