import type { Locale } from "../../i18n/format.ts";
import type { Bilingual, Catalogue, Datastream, Property } from "./types.ts";

/** The name of a station, kind or property in a language. */
export function nameOf(named: { nameVi: string; nameEn: string }, locale: Locale): string {
  return locale === "vi" ? named.nameVi : named.nameEn;
}

/** A bilingual text in a language. */
export function textOf(text: Bilingual, locale: Locale): string {
  return text[locale];
}

/** The name of a property, or its code when the catalogue does not know it. */
export function propertyName(catalogue: Catalogue | undefined, code: string, locale: Locale): string {
  const property = findProperty(catalogue, code);
  return property ? nameOf(property, locale) : code;
}

/** A property of the catalogue. */
export function findProperty(catalogue: Catalogue | undefined, code: string): Property | undefined {
  return catalogue?.properties.find((property) => property.code === code);
}

/** The name of a kind of station. */
export function kindName(catalogue: Catalogue | undefined, code: string, locale: Locale): string {
  const kind = catalogue?.kinds.find((entry) => entry.code === code);
  return kind ? nameOf(kind, locale) : code;
}

/** A pollutant as people write it: PM2.5, O₃; other properties by code. */
export function shortName(code: string): string {
  return SHORT_NAMES[code] ?? code;
}

const SHORT_NAMES: Record<string, string> = {
  pm25: "PM2.5",
  pm10: "PM10",
  tsp: "TSP",
  o3: "O₃",
  no2: "NO₂",
  so2: "SO₂",
  co: "CO",
};

/** The language's half of a sensor's name written "tiếng Việt / English". */
export function sensorName(datastream: Pick<Datastream, "sensor">, locale: Locale): string {
  const [vi = "", en] = datastream.sensor.split(" / ");
  return locale === "en" && en ? en : vi;
}
