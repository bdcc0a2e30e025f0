/** Shapes of telemetry's answers, as the server writes them. */

/** A text in both languages. */
export type Bilingual = { vi: string; en: string };

/** The newest reading of a series; `quality` is a set of flags, 0 = good. */
export type LastReading = { at: string; value: number; quality: number };

/** One measured quantity of a station. */
export type Datastream = {
  id: number;
  property: string;
  sensor: string;
  intervalSeconds: number;
  timeLabel: "instant" | "start" | "end";
  verticalDatum: string | null;
  last: LastReading | null;
};

/** The newest hour of an index; `hourFrom` is the start of that hour. */
export type LastIndex = {
  code: string;
  hourFrom: string;
  value: number | null;
  level: string | null;
  dominant: string[];
  complete: boolean;
};

/** A station. */
export type Thing = {
  id: number;
  code: string;
  nameVi: string;
  nameEn: string;
  description: string;
  kind: string;
  agencyCode: string | null;
  simulated: boolean;
  lon: number;
  lat: number;
  datastreams: Datastream[];
  indices: LastIndex[];
};

/** Where a station stood, and when. */
export type ThingPlace = { lon: number; lat: number; validFrom: string; validTo: string | null };

/** A station with its places. */
export type ThingDetail = Thing & { locations: ThingPlace[] };

/** A measured quantity with its unit. */
export type Property = {
  code: string;
  sector: string;
  nameVi: string;
  nameEn: string;
  unitSymbol: string;
  decimals: number;
  least: number | null;
  most: number | null;
  limitsSource: string;
};

/** A limit by law on a mean, with the dates between which it holds. */
export type Limit = {
  property: string;
  averaging: "1h" | "8h" | "24h" | "year";
  most: number;
  validFrom: string;
  validTo: string | null;
  source: string;
  clause: string;
};

/** A level of flood warning of a gauge, metres on its datum; an open or unknown end is null. `status`: is the source the law itself? */
export type AlarmLevel = {
  thing: string;
  property: string;
  verticalDatum: string;
  level: "I" | "II" | "III";
  at: number;
  validFrom: string | null;
  validTo: string | null;
  source: string;
  status: "law" | "press" | "unverified";
};

/** A level of an index. */
export type IndexLevel = { code: string; name: Bilingual; most: number; letter: string; advice: Bilingual };

/** Everything that says how to read a station. */
export type Catalogue = {
  sectors: { code: string; name: Bilingual }[];
  kinds: { code: string; sector: string; nameVi: string; nameEn: string }[];
  properties: Property[];
  indices: {
    code: string;
    name: Bilingual;
    method: string;
    source: string;
    properties: string[];
    levels: IndexLevel[];
  }[];
  limits: Limit[];
  alarmLevels: AlarmLevel[];
};

/** What one pollutant gave to an index. */
export type IndexPart = {
  property: string;
  value: number | null;
  input: number | null;
  inputKind: string;
  hoursPresent: number;
  hoursNeeded: number;
};

/** An index of an hour (`at` = its end) or of a day (`at` = its start). */
export type IndexValue = {
  at: string;
  value: number | null;
  level: string | null;
  complete: boolean;
  dominant: string[];
  parts: IndexPart[];
  reason: Bilingual | null;
};

/** An index of all stations, hour by hour; `hours` are the ends of the hours. */
export type IndexMap = { hours: string[]; things: { id: number; values: (number | null)[] }[] };

/** A range of a series in buckets. */
export type SeriesAnswer = {
  bucketSeconds: number;
  points: { at: string; least: number; mean: number; most: number; count: number; flags: string[] }[];
};

/** Days over the limit of their time, or of the day `limitsOn`; days without a loaded limit are judged by nothing. */
export type Exceedances = {
  leastHours: number;
  limitsOn: string | null;
  daysJudged: Record<string, number>;
  daysWithoutLimit: Record<string, number>;
  exceedances: { property: string; dayOn: string; mean: number; hours: number; limit: Limit }[];
  limits: Limit[];
};

/** How many readings of a series carry which flag. */
export type QualityCount = {
  datastreamId: number;
  property: string;
  readings: number;
  expected: number;
  flags: Record<string, number>;
  first: string | null;
  last: string | null;
};

/** A reading that was not taken. */
export type Refusal = {
  received_at: string;
  source: "mqtt" | "http";
  device: string;
  topic: string;
  payload: string;
  code: string;
  reason_vi: string;
  reason_en: string;
};
