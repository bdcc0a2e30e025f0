import type { Threshold } from "../../charts/trend.ts";
import { cityMidnight, DAY_MS } from "./city-time.ts";
import type { AlarmLevel, Catalogue, Datastream } from "./types.ts";

/** The alarm levels of a series of a station: same quantity, same datum, newest validity first, then lowest. */
export function alarmLevelsOf(
  catalogue: Catalogue | undefined,
  thing: string,
  stream: Pick<Datastream, "property" | "verticalDatum">,
): AlarmLevel[] {
  return (catalogue?.alarmLevels ?? [])
    .filter(
      (entry) =>
        entry.thing === thing &&
        entry.property === stream.property &&
        entry.verticalDatum === stream.verticalDatum,
    )
    .sort((a, b) => newestFirst(a, b) || a.at - b.at);
}

function newestFirst(a: AlarmLevel, b: AlarmLevel): number {
  const [first, second] = [a.validFrom ?? "", b.validFrom ?? ""];
  if (first === second) return 0;
  return first > second ? -1 : 1;
}

/** The levels that are valid on a day YYYY-MM-DD. */
export function validOn(levels: readonly AlarmLevel[], on: string): AlarmLevel[] {
  return levels.filter(
    (entry) => (entry.validFrom ?? "") <= on && (entry.validTo === null || entry.validTo >= on),
  );
}

/** Where a value stands among levels, lowest first: the highest it has reached, else the first it is under. */
export function standing(
  levels: readonly AlarmLevel[],
  value: number,
): { is: "reached" | "below"; level: AlarmLevel } | undefined {
  const reached = levels.findLast((entry) => value >= entry.at);
  if (reached) return { is: "reached", level: reached };
  const [first] = levels;
  return first && { is: "below", level: first };
}

/** Lines of a chart for the levels that are valid within a span of milliseconds. */
export function alarmThresholds(
  levels: readonly AlarmLevel[],
  [first, last]: readonly [number, number],
  label: (level: AlarmLevel) => string,
): Threshold[] {
  return levels.flatMap((entry) => {
    const from = entry.validFrom === null ? undefined : cityMidnight(entry.validFrom);
    const to = entry.validTo === null ? undefined : cityMidnight(entry.validTo) + DAY_MS;
    if ((from !== undefined && from > last) || (to !== undefined && to < first)) return [];
    const ends = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    return [{ value: entry.at, label: label(entry), ...ends }];
  });
}
