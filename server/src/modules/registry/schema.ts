/** What enters and leaves the registry. */
import { pageQuery } from "../../kernel/page.ts";
import { type Static, Type } from "../../kernel/schema.ts";

const nullable = <T extends ReturnType<typeof Type.String | typeof Type.Number>>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const text = Type.String();
const textOrNull = nullable(Type.String());
const longitudeLatitude = Type.Array(Type.Number(), {
  minItems: 2,
  maxItems: 2,
  description: "[longitude, latitude], WGS 84.",
});

const at = Type.Optional(
  Type.String({ format: "date", description: "Day for which the answer holds; default: today in the city." }),
);
export const atQuery = Type.Object({ at });

export const unitKinds = ["phuong", "xa", "dac-khu", "thi-tran", "huyen"] as const;
export type UnitKind = (typeof unitKinds)[number];
const UnitKind = Type.Enum([...unitKinds], {
  description:
    "phuong = ward, xa = commune, dac-khu = special zone, thi-tran = township, huyen = district without communes.",
});

const Unit = Type.Object({
  id: Type.Integer({ description: "Identity of this unit in this time; the code alone is not one." }),
  code: text,
  name: Type.String({ description: "Without its kind." }),
  fullName: text,
  otherSpelling: Type.Union([Type.String(), Type.Null()], {
    description: "The name in the other tone style.",
  }),
  nameEn: text,
  kind: UnitKind,
  validFrom: Type.Union([Type.String(), Type.Null()], { description: "First day; null = not established." }),
  validTo: Type.Union([Type.String(), Type.Null()], { description: "Last day; null = in force." }),
  provinceCode: text,
  province: text,
  districtCode: textOrNull,
  district: textOrNull,
  formerAreaCode: Type.String({ description: "Province before the merger: 79, 74 or 77." }),
  formerDistricts: Type.Array(text),
  areaKm2: Type.Union([Type.Number(), Type.Null()], {
    description: "Measured on the polygon; not a legal figure.",
  }),
  centroid: Type.Union([longitudeLatitude, Type.Null()]),
  source: Type.String({ description: "Law that the record follows." }),
});
export type Unit = Static<typeof Unit>;

const Part = Type.Enum(["full", "partial"], {
  description: "Whether the whole of the predecessor went into the successor, or a part.",
});
export type Part = Static<typeof Part>;
const LinkedUnit = Type.Object({ part: Part, unit: Unit });
export type LinkedUnit = Static<typeof LinkedUnit>;

const OtherTime = Type.Object({
  unit: Unit,
  became: Type.Array(LinkedUnit, { description: "Its successors valid on the day asked for." }),
  was: Type.Array(LinkedUnit, { description: "Its predecessors valid on the day asked for." }),
});
export type OtherTime = Static<typeof OtherTime>;

export const unitsQuery = Type.Object({
  at,
  q: Type.Optional(
    Type.String({
      maxLength: 200,
      description: "Name or code, with or without marks, in either tone style; P5 = Phường 5.",
    }),
  ),
  kind: Type.Optional(UnitKind),
  formerArea: Type.Optional(Type.String({ pattern: "^[0-9]{2}$", description: "79, 74 or 77." })),
  ...pageQuery,
});
export type UnitsQuery = Static<typeof unitsQuery>;

const bilingual = Type.Object({ vi: text, en: text });
export const UnitPage = Type.Object({
  at: text,
  items: Type.Array(Unit),
  nextCursor: textOrNull,
  otherTimes: Type.Array(OtherTime, {
    description: "Units of another time with this name, when none valid on the day has it.",
  }),
  warning: Type.Union([bilingual, Type.Null()], {
    description: "Set when the day lies before the verified lists.",
  }),
});
export type UnitPage = Static<typeof UnitPage>;

export const unitParams = Type.Object({
  code: Type.String({ pattern: "^[0-9]{2,8}$", description: "Code of the unit." }),
});
export const UnitDetail = Type.Object({
  at: text,
  unit: Unit,
  otherTimes: Type.Array(Unit, { description: "Other units that had the same code at another time." }),
  warning: Type.Union([bilingual, Type.Null()]),
});
export type UnitDetail = Static<typeof UnitDetail>;
export const LinkedUnits = Type.Object({ at: text, unit: Unit, items: Type.Array(LinkedUnit) });

export const locateQuery = Type.Object({
  lon: Type.Number({ minimum: -180, maximum: 180 }),
  lat: Type.Number({ minimum: -90, maximum: 90 }),
  at,
});
export const Located = Type.Object({
  at: text,
  unit: Type.Union([Unit, Type.Null()]),
  candidates: Type.Array(LinkedUnit, {
    description:
      "For a day before the boundaries' own time: the units of that day that went into the unit drawn here.",
  }),
  schematic: Type.Boolean({
    description: "The boundary used is a drawing from centroids, not a surveyed one.",
  }),
  credit: text,
});
export type Located = Static<typeof Located>;

export const boundariesQuery = Type.Object({
  set: Type.Optional(
    Type.String({
      pattern: "^(active|[0-9]{1,9})$",
      default: "active",
      description: "`active` or a set's number.",
    }),
  ),
  detail: Type.Optional(
    Type.Enum(["light", "full"], {
      default: "light",
      description: "`light` is simplified for drawing, shared borders kept; `full` is as imported.",
    }),
  ),
});

export const importQuery = Type.Object({
  source: Type.String({
    minLength: 3,
    maxLength: 500,
    description: "Where the file comes from: publisher, document, date.",
  }),
  credit: Type.String({ minLength: 3, maxLength: 200, description: "What stands on the map." }),
  dryRun: Type.Optional(Type.Boolean({ default: false, description: "Only the report; nothing is kept." })),
  activate: Type.Optional(Type.Boolean({ default: true, description: "Use the set at once." })),
});
export type ImportQuery = Static<typeof importQuery>;

/** Only the outer shape: a bad feature is told in the report and does not refuse the file. */
export const FeatureCollection = Type.Object({
  type: Type.Literal("FeatureCollection"),
  crs: Type.Optional(Type.Unknown({ description: "Old GeoJSON's member; anything but WGS 84 is refused." })),
  features: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 10_000 }),
});
export type FeatureCollection = Static<typeof FeatureCollection>;

const featureRef = { index: Type.Integer(), code: textOrNull, name: textOrNull };
const place = {
  part: Type.Optional(Type.Integer()),
  ring: Type.Optional(Type.Integer()),
  vertex: Type.Optional(Type.Integer()),
};
const FeatureNote = Type.Object({ ...featureRef, ...place, what: text, message: bilingual });
export type FeatureNote = Static<typeof FeatureNote>;

const ImportReport = Type.Object({
  features: Type.Integer(),
  points: Type.Integer(),
  matched: Type.Integer({ description: "Features whose code and name belong to a unit in force." }),
  taken: Type.Integer({ description: "Units that get a boundary from the file." }),
  unknownCodes: Type.Array(FeatureNote),
  duplicates: Type.Array(FeatureNote),
  refused: Type.Array(FeatureNote),
  fixed: Type.Array(FeatureNote),
  notes: Type.Array(FeatureNote),
  missing: Type.Array(Type.Object({ code: text, name: text }), {
    description: "Units that keep their schematic cell.",
  }),
});
export type ImportReport = Static<typeof ImportReport>;

export const BoundarySet = Type.Object({
  id: Type.Integer(),
  source: text,
  credit: text,
  schematic: Type.Boolean(),
  active: Type.Boolean(),
  fileHash: textOrNull,
  importedAt: text,
  importedBy: textOrNull,
  units: Type.Integer({ description: "Units with a boundary of their own in this set." }),
  report: Type.Union([ImportReport, Type.Null()]),
});
export type BoundarySet = Static<typeof BoundarySet>;
export const BoundarySetPage = Type.Object({ items: Type.Array(BoundarySet), nextCursor: textOrNull });
export const boundarySetParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });
export const pageOnlyQuery = Type.Object(pageQuery);
export const ImportResult = Type.Object({
  set: Type.Union([BoundarySet, Type.Null()], { description: "null for a dry run." }),
  report: ImportReport,
});

const agencyKinds = [
  "city-committee",
  "office",
  "department",
  "inspectorate",
  "commune-committee",
  "unit",
] as const;
const AgencyKind = Type.Enum([...agencyKinds]);
export type AgencyKind = (typeof agencyKinds)[number];
const EvidenceStatus = Type.Enum(["law", "press", "unverified"], {
  description: "How sure the record is: by law, by the press, or not verified.",
});
export type EvidenceStatus = Static<typeof EvidenceStatus>;

const Agency = Type.Object({
  id: Type.Integer(),
  code: text,
  kind: AgencyKind,
  name: text,
  shortName: textOrNull,
  nameEn: text,
  parentCode: textOrNull,
  unitId: Type.Union([Type.Integer(), Type.Null()], {
    description: "The unit it governs, for a commune's committee.",
  }),
  unitCode: textOrNull,
  validFrom: textOrNull,
  validTo: textOrNull,
  status: EvidenceStatus,
  source: text,
  note: textOrNull,
});
export type Agency = Static<typeof Agency>;

export const agenciesQuery = Type.Object({
  at,
  q: Type.Optional(
    Type.String({ maxLength: 200, description: "Name, short name or code, with or without marks." }),
  ),
  kind: Type.Optional(AgencyKind),
  parent: Type.Optional(
    Type.String({ pattern: "^[A-Z0-9-]{2,40}$", description: "Only agencies directly under this one." }),
  ),
  ...pageQuery,
});
export type AgenciesQuery = Static<typeof agenciesQuery>;
export const AgencyPage = Type.Object({ at: text, items: Type.Array(Agency), nextCursor: textOrNull });
export type AgencyPage = Static<typeof AgencyPage>;

export const agencyParams = Type.Object({ code: Type.String({ pattern: "^[A-Z0-9-]{2,40}$" }) });
const LinkedAgency = Type.Object({ part: Part, status: EvidenceStatus, source: text, agency: Agency });
export type LinkedAgency = Static<typeof LinkedAgency>;
export const AgencyDetail = Type.Object({
  at: text,
  agency: Agency,
  parents: Type.Array(Agency, { description: "From the direct parent up to the root." }),
  childCount: Type.Integer(),
  predecessors: Type.Array(LinkedAgency),
  successors: Type.Array(LinkedAgency),
});
export type AgencyDetail = Static<typeof AgencyDetail>;
