import type { Formatters, Locale } from "../../i18n/format.ts";
import type { MessageKey, Translate } from "../../i18n/i18n.tsx";
import { aqiMapLevels, type MapLevel, type MapStation } from "../../map/station.ts";
import { aqiLevel } from "../../ui/aqi.ts";
import type { IconName } from "../../ui/Icon.tsx";
import { isStale } from "./live-things.ts";
import { nameOf, shortName } from "./names.ts";
import type { LastIndex, Thing } from "./types.ts";

/** What the map can show, one at a time. */
export type LayerId = "air" | "water" | "rain" | "noise" | "traffic";

/** A layer: its stations, and the ranks of the levels its legend shows. */
export type Layer = {
  id: LayerId;
  labelKey: MessageKey;
  orderKey: MessageKey;
  icon: IconName;
  kinds: readonly string[];
  ranks: readonly number[];
};

const AIR_RANKS = [1, 2, 3, 4, 5, 6];
const RANK = { water: 7, dry: 8, rain: 9, noise: 10, traffic: 11 } as const;

/** The layers, in the order of the switch. */
export const LAYERS: readonly Layer[] = [
  layer("air", "air", ["air-station"], AIR_RANKS),
  layer("water", "water", ["river-gauge", "tide-gauge"], [RANK.water]),
  layer("rain", "rain", ["rain-gauge"], [RANK.dry, RANK.rain]),
  layer("noise", "noise", ["noise-station"], [RANK.noise]),
  layer("traffic", "traffic", ["traffic-counter"], [RANK.traffic]),
];

function layer(id: LayerId, icon: IconName, kinds: string[], ranks: number[]): Layer {
  return { id, icon, kinds, ranks, labelKey: `live.layer.${id}`, orderKey: `live.order.${id}` };
}

/** The layer of a kind of station. */
export function layerOfKind(kind: string): LayerId | undefined {
  return LAYERS.find((entry) => entry.kinds.includes(kind))?.id;
}

/** The levels of all layers in one scale, so that changing the layer leaves the map standing. A unit stands where VN_AQI has a letter. */
export function allLevels(t: Translate): MapLevel[] {
  const plain = (rank: number, colour: string, letter: string, key: MessageKey, range = ""): MapLevel => ({
    rank,
    letter,
    colour,
    ink: "#ffffff",
    label: t(key),
    range,
  });
  return [
    ...aqiMapLevels(t),
    plain(RANK.water, "#15508f", "m", "live.level.water"),
    plain(RANK.dry, "#56645f", "mm", "live.level.dry", "0 mm"),
    plain(RANK.rain, "#0f5fb0", "mm", "live.level.rain", "> 0 mm"),
    plain(RANK.noise, "#5d4490", "dBA", "live.level.noise"),
    plain(RANK.traffic, "#7a4a00", "km/h", "live.level.traffic"),
  ];
}

/** VN_AQI of a station, if it has one. */
export function airIndex(thing: Pick<Thing, "indices">): LastIndex | undefined {
  return thing.indices.find((index) => index.code === "vn-aqi");
}

/** The newest value of a property of a station. */
export function lastValue(thing: Pick<Thing, "datastreams">, property: string): number | null {
  return thing.datastreams.find((stream) => stream.property === property)?.last?.value ?? null;
}

/** All vehicles an hour; null when nothing is counted. */
export function totalFlow(thing: Pick<Thing, "datastreams">): number | null {
  const flows = thing.datastreams.flatMap(({ property, last }) =>
    property.startsWith("flow-") && last ? [last.value] : [],
  );
  return flows.length === 0 ? null : flows.reduce((sum, flow) => sum + flow, 0);
}

/** What a station is drawn with. `shown` replaces the newest index by one of another hour. */
export type StationInput = { now: number; locale: Locale; format: Formatters; t: Translate };

/** A station of the map: its tile, its level, its words. `past` is the index of a past hour; undefined means now. */
export function toMapStation(thing: Thing, input: StationInput, past?: number | null): MapStation {
  const base = {
    id: thing.code,
    name: shortStationName(nameOf(thing, input.locale)),
    lon: thing.lon,
    lat: thing.lat,
    simulated: thing.simulated,
    stale: past === undefined && isStale(thing, input.now),
  };
  return { ...base, ...measured(thing, input, past) };
}

type Measured = Pick<MapStation, "value" | "level"> & { text?: string; note?: string };

function measured(thing: Thing, { format, t }: StationInput, past?: number | null): Measured {
  switch (layerOfKind(thing.kind)) {
    case "air":
      return airMeasured(thing, past);
    case "water":
      return waterMeasured(thing, format);
    case "rain":
      return plainMeasured(lastValue(thing, "rain"), undefined, (value) => ({
        text: format.number(value, { digits: 1 }),
        note: t("live.rainNote", { value: format.number(value, { digits: 1, fixed: true }) }),
      }));
    case "noise":
      return plainMeasured(lastValue(thing, "laeq"), RANK.noise, (value) => ({
        note: `${format.number(value, { digits: 1, fixed: true })} dBA`,
      }));
    case "traffic":
      return trafficMeasured(thing, format, t);
    default:
      return { value: null, level: null };
  }
}

function airMeasured(thing: Thing, past?: number | null): Measured {
  if (past !== undefined) return { value: past, level: aqiLevel(past)?.rank ?? null };
  const index = airIndex(thing);
  const note = index?.dominant.map(shortName).join(", ");
  const value = index?.value ?? null;
  return { value, level: aqiLevel(value)?.rank ?? null, ...(note ? { note } : {}) };
}

/** Levels stand on the datum of their gauge, which is named, since values on two datums are never compared. */
function waterMeasured(thing: Thing, format: Formatters): Measured {
  const stream = thing.datastreams.find(({ property }) => property === "water-level" || property === "tide");
  return plainMeasured(stream?.last?.value ?? null, RANK.water, (value) => ({
    text: format.number(value, { digits: 1, fixed: true }),
    note: `${format.number(value, { digits: 2, fixed: true })} m ${stream?.verticalDatum ?? ""}`.trim(),
  }));
}

function plainMeasured(
  value: number | null,
  rank: number | undefined,
  words: (value: number) => { text?: string; note: string },
): Measured {
  if (value === null) return { value: null, level: null };
  return { value, level: rank ?? (value > 0 ? RANK.rain : RANK.dry), ...words(value) };
}

/** The slowest first: the value that orders the list is the speed turned round. */
function trafficMeasured(thing: Thing, format: Formatters, t: Translate): Measured {
  const flow = totalFlow(thing);
  return plainMeasured(negated(lastValue(thing, "speed")), RANK.traffic, (value) => ({
    text: format.number(-value, { digits: 0 }),
    note: flow === null ? "" : t("live.flowNote", { flow: format.number(flow, { digits: 0 }) }),
  }));
}

function negated(value: number | null): number | null {
  return value === null ? null : -value;
}

/** A station's name without the words that all stations of its kind share. */
export function shortStationName(name: string): string {
  return name
    .replace(/^Trạm (không khí|thủy văn|hải văn|đo mưa|tiếng ồn|đếm xe) /, "")
    .replace(/ (air|noise) station$| (river|tide|rain) gauge$| traffic counter$/, "");
}
