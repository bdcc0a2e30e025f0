import { aqiLevel } from "../../ui/aqi.ts";
import { airIndex } from "./layers.ts";
import { isStale } from "./live-things.ts";
import type { Thing } from "./types.ts";

/** The city in one line: stations in each level of VN_AQI, the worst, how many have stopped. */
export type CitySummary = {
  levels: { rank: number; count: number }[];
  withIndex: number;
  worst: { thing: Thing; value: number } | undefined;
  stale: number;
  all: number;
  simulated: boolean;
};

/** Counts all stations; those that have stopped do not speak for the air. */
export function summarise(things: readonly Thing[], now: number): CitySummary {
  const sending = things.filter((thing) => !isStale(thing, now));
  const measured = sending.flatMap((thing) => {
    const value = airIndex(thing)?.value ?? null;
    const rank = aqiLevel(value)?.rank;
    return value === null || !rank ? [] : [{ thing, value, rank }];
  });
  const counts = [1, 2, 3, 4, 5, 6].map((rank) => ({
    rank,
    count: measured.filter((entry) => entry.rank === rank).length,
  }));
  const worst = measured.reduce<CitySummary["worst"]>(
    (most, { thing, value }) => (most && most.value >= value ? most : { thing, value }),
    undefined,
  );
  return {
    levels: counts.filter(({ count }) => count > 0),
    withIndex: measured.length,
    worst,
    stale: things.length - sending.length,
    all: things.length,
    simulated: things.some((thing) => thing.simulated),
  };
}
