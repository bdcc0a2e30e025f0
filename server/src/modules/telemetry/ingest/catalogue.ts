/** The series and devices of the city in memory, so that a reading is matched without a query. */
import type { Context } from "../../../kernel/context.ts";
import * as store from "../store/series.ts";
import { newState, type QualityLimits, type SeriesState } from "./quality.ts";

/** What a reader is told about a series. */
export interface SeriesFacts {
  readonly id: number;
  readonly thingId: number;
  readonly thingCode: string;
  readonly thingNameVi: string;
  readonly thingNameEn: string;
  readonly agencyCode: string | null;
  readonly simulated: boolean;
  readonly property: string;
  readonly unitSymbol: string;
  readonly intervalSeconds: number;
  readonly timeLabel: "instant" | "start" | "end";
}

export interface Series extends SeriesFacts {
  readonly limits: QualityLimits;
  readonly state: SeriesState;
  /** For one walk over a batch: which walk, and what it has seen of this series. */
  readonly scratch: { walk: number; seen: number };
}

export interface Device {
  readonly id: number;
  readonly userName: string;
  readonly secretHash: Buffer;
  readonly things: ReadonlySet<number>;
}

export interface Catalogue {
  find(datastreamId: number): Series | undefined;
  /** By MQTT topic parts: `dothi/<thing>/<property>`. */
  findByCode(thingCode: string, property: string): Series | undefined;
  /** Id of the station with this code, if it has a series. */
  findThing(thingCode: string): number | undefined;
  /** All series, in order of id. */
  list(): Series[];
  findDevice(userName: string): Device | undefined;
  /** Reads everything again; series keep their quality state. */
  reload(): Promise<void>;
  /** Reloads, but at most once a second: for a series or device that is not known. */
  refresh(): Promise<void>;
}

const refreshMs = 1_000;

/** Loads the catalogue with a system context. */
export async function loadCatalogue(ctx: Context): Promise<Catalogue> {
  /** By id: ids are small and dense, and this is looked up for every row. */
  let series: (Series | undefined)[] = [];
  let byCode = new Map<string, Series>();
  let things = new Map<string, number>();
  let devices = new Map<string, Device>();
  let loadedAt = 0;
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  async function load(): Promise<void> {
    const [rows, deviceRows] = await Promise.all([store.listAllSeries(ctx), store.listDevices(ctx)]);
    const next: (Series | undefined)[] = [];
    for (const row of rows) next[row.id] = seriesOf(row, series[row.id]?.state);
    series = next;
    byCode = new Map(next.flatMap((one) => (one ? [[`${one.thingCode}/${one.property}`, one]] : [])));
    things = new Map(rows.map((row) => [row.thingCode, row.thingId]));
    devices = new Map(deviceRows.map((row) => [row.userName, { ...row, things: new Set(row.thingIds) }]));
    loadedAt = Date.now();
  }
  /** A load that has begun may have missed what its caller just wrote: such a caller gets the next one. */
  function reload(): Promise<void> {
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        running = load();
        return running;
      });
    return next;
  }
  await reload();
  return {
    find: (id) => series[id],
    list: () => series.filter((one) => one !== undefined),
    findByCode: (thing, property) => byCode.get(`${thing}/${property}`),
    findThing: (thingCode) => things.get(thingCode),
    findDevice: (userName) => devices.get(userName),
    reload,
    refresh: async () => {
      if (Date.now() - loadedAt > refreshMs) await reload();
    },
  };
}

function seriesOf(row: store.SeriesRow, state: SeriesState | undefined): Series {
  const known = state ?? newState();
  if (!state && row.lastAt !== null && row.lastValue !== null) {
    known.lastAt = row.lastAt.getTime();
    known.lastValue = row.lastValue;
    known.flatSince = known.lastAt;
  }
  const { lastAt: _at, lastValue: _value, least, most, mostStep, flatLineMinutes, ...facts } = row;
  return {
    ...facts,
    limits: { least, most, mostStep, flatLineMinutes, intervalMs: row.intervalSeconds * 1000 },
    state: known,
    scratch: { walk: 0, seen: 0 },
  };
}
