/** The units of the city for simulated data: facts of the registry, with invented weights. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AgencyFacts, NewUnitsFacts, OldUnitsFacts, UnitLinksFacts } from "../modules/registry/facts.ts";
import { chooser, type Random, randomOf } from "./random.ts";

export interface CityUnit {
  readonly code: string;
  readonly kind: "phuong" | "xa" | "dac-khu";
  readonly name: string;
  readonly areaKm2: number;
  readonly lon: number;
  readonly lat: number;
  /** Province code before the merger: 79, 74 or 77. */
  readonly formerArea: string;
  readonly formerDistricts: readonly string[];
  /** INVENTED number of people, for the proportions of simulated data only. */
  readonly people: number;
}

export const newUnitsFacts = once(() => read<NewUnitsFacts>("units-since-2025-07-01.json"));
export const oldUnitsFacts = once(() => read<OldUnitsFacts>("units-until-2025-06-30.json"));
export const unitLinksFacts = once(() => read<UnitLinksFacts>("unit-links-2025-07-01.json"));
export const agencyFacts = once(() => read<AgencyFacts>("agencies.json"));

/** The 168 units in the order of their codes. */
export const cityUnits = once((): readonly CityUnit[] =>
  Object.entries(newUnitsFacts().byFormerArea)
    .flatMap(([formerArea, rows]) =>
      rows.map(([code, kind, name, , areaKm2, lon, lat, formerDistricts]) => ({
        code,
        kind: kind as CityUnit["kind"],
        name,
        areaKm2,
        lon,
        lat,
        formerArea,
        formerDistricts,
        people: peopleOf(code, kind, formerDistricts.includes("Huyện Cần Giờ") ? "can-gio" : formerArea),
      })),
    )
    .sort((a, b) => (a.code < b.code ? -1 : 1)),
);

const choosePeopled = once(() => chooser(cityUnits().map(({ people }) => people)));

/** A unit, likelier where more people live. */
export function pickUnit(random: Random): CityUnit {
  return unitAt(choosePeopled()(random));
}

/** A position near the middle of a unit, five decimals. */
export function placeIn(unit: CityUnit, random: Random): readonly [lon: number, lat: number] {
  const radiusKm = 0.5 * Math.sqrt(unit.areaKm2 / Math.PI) * Math.sqrt(random.unit());
  const angle = 2 * Math.PI * random.unit();
  const lon = unit.lon + (radiusKm * Math.cos(angle)) / 109.3;
  const lat = unit.lat + (radiusKm * Math.sin(angle)) / 110.6;
  return [Math.round(lon * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5];
}

/** "Phường Sài Gòn", "Xã Củ Chi", "Đặc khu Côn Đảo". */
export function fullName({ kind, name }: Pick<CityUnit, "kind" | "name">): string {
  return `${kindNames[kind]} ${name}`;
}

const kindNames = { phuong: "Phường", xa: "Xã", "dac-khu": "Đặc khu" } as const;
const peopleOfArea: Readonly<Record<string, readonly [phuong: number, xa: number]>> = {
  "79": [98_000, 92_000],
  "74": [88_000, 34_000],
  "77": [52_000, 30_000],
  "can-gio": [18_000, 18_000],
};

function peopleOf(code: string, kind: string, formerArea: string): number {
  if (kind === "dac-khu") return 9_000;
  const [phuong, xa] = peopleOfArea[formerArea] ?? [50_000, 30_000];
  const random = randomOf(`people/${code}`);
  return Math.round((kind === "phuong" ? phuong : xa) * (1 + 0.3 * random.bell() * 0.8));
}

function unitAt(position: number): CityUnit {
  const unit = cityUnits()[position];
  if (unit === undefined) throw new RangeError(`no unit ${position}`);
  return unit;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function read<T>(name: string): T {
  const folder = join(import.meta.dirname, "..", "modules", "registry", "facts");
  return JSON.parse(readFileSync(join(folder, name), "utf8")) as T;
}
