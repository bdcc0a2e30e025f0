/** Shapes of the registry's answers, as the server writes them. */

/** A text in both languages. */
export type Bilingual = { vi: string; en: string };

/** A unit in one time of its life. */
export type Unit = {
  id: number;
  code: string;
  name: string;
  fullName: string;
  otherSpelling: string | null;
  nameEn: string;
  kind: "phuong" | "xa" | "dac-khu" | "thi-tran" | "huyen";
  validFrom: string | null;
  validTo: string | null;
  province: string;
  district: string | null;
  formerAreaCode: string;
  formerDistricts: string[];
  areaKm2: number | null;
  centroid: [number, number] | null;
  source: string;
};

/** A unit before or after, and whether all of the earlier one went into the later one. */
export type LinkedUnit = { part: "full" | "partial"; unit: Unit };

/** A unit of another time with the name asked for, and its kin on the day asked for. */
export type OtherTime = { unit: Unit; became: LinkedUnit[]; was: LinkedUnit[] };

/** Units of a day. */
export type UnitPageAnswer = {
  at: string;
  items: Unit[];
  nextCursor: string | null;
  otherTimes: OtherTime[];
  warning: Bilingual | null;
};

/** One unit of a day. */
export type UnitAnswer = { at: string; unit: Unit; otherTimes: Unit[]; warning: Bilingual | null };

/** Where a point lies. */
export type Located = { unit: Unit | null; candidates: LinkedUnit[]; schematic: boolean; credit: string };

/** How sure a record is. */
export type Evidence = "law" | "press" | "unverified";

/** An agency in one time of its life. */
export type Agency = {
  id: number;
  code: string;
  kind: "city-committee" | "office" | "department" | "inspectorate" | "commune-committee" | "unit";
  name: string;
  shortName: string | null;
  nameEn: string;
  parentCode: string | null;
  unitCode: string | null;
  validFrom: string | null;
  validTo: string | null;
  status: Evidence;
  source: string;
  note: string | null;
};

/** An agency before or after another. */
export type LinkedAgency = { part: "full" | "partial"; status: Evidence; source: string; agency: Agency };

/** An agency with its place in the tree and in time. */
export type AgencyAnswer = {
  at: string;
  agency: Agency;
  parents: Agency[];
  childCount: number;
  predecessors: LinkedAgency[];
  successors: LinkedAgency[];
};

/** What the check says about a feature of a file. */
export type FeatureNote = {
  index: number;
  code: string | null;
  name: string | null;
  what: string;
  message: Bilingual;
};

/** The report on a file of boundaries. */
export type ImportReport = {
  features: number;
  points: number;
  matched: number;
  taken: number;
  unknownCodes: FeatureNote[];
  duplicates: FeatureNote[];
  refused: FeatureNote[];
  fixed: FeatureNote[];
  notes: FeatureNote[];
  missing: { code: string; name: string }[];
};

/** A set of boundaries. */
export type BoundarySet = {
  id: number;
  source: string;
  credit: string;
  schematic: boolean;
  active: boolean;
  importedAt: string;
  importedBy: string | null;
  units: number;
};
