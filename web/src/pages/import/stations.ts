/** Which station each text of the file means: one that is there, a new one, or none. */
import type { Account } from "../../api/session.ts";
import type { ColumnText, NewThing, TimeLabel } from "./types.ts";

/** A station as it is being described; coordinates as typed. */
export type StationForm = {
  code: string;
  nameVi: string;
  nameEn: string;
  kind: string;
  agencyCode: string;
  lon: string;
  lat: string;
};

/** What becomes of a text. `open` = not decided yet. */
export type StationChoice =
  | { is: "open" }
  | { is: "existing"; thing: string }
  | { is: "new"; form: StationForm }
  | { is: "skip" };

/** A text with its rows (null: not counted) and what was chosen. */
export type StationMatch = { text: string; rows: number | null; choice: StationChoice };

/** What is wrong with a field of the form. */
export type FormProblem = "missing" | "code-form" | "code-taken" | "not-number" | "off-range" | "swapped";

/** Roles that may bring readings. */
export const WRITERS = ["operator", "data-steward", "administrator"] as const;

const CODE = /^[a-z0-9][a-z0-9_-]{0,59}$/;

/** The texts of the file with what was chosen for each, else what the names say. */
export function matchStations(
  texts: readonly ColumnText[] | null,
  chosen: Record<string, StationChoice>,
): StationMatch[] {
  if (texts === null) return [{ text: "", rows: null, choice: chosen[""] ?? { is: "open" } }];
  return texts.map(({ text, rows, thing }) => ({
    text,
    rows,
    choice: chosen[text] ?? (thing === null ? { is: "open" } : { is: "existing", thing }),
  }));
}

/** Agencies for which an account may bring readings; null = all of them. */
export function writableAgencies(account: Account | null | undefined): readonly string[] | null {
  const held = (account?.roles ?? []).filter(({ role }) => (WRITERS as readonly string[]).includes(role));
  if (held.some(({ agencyCode }) => agencyCode === null)) return null;
  return held.flatMap(({ agencyCode }) => agencyCode ?? []);
}

/** Letters and digits of a name, in the form of a code: "Trạm số 1" → "tram-so-1". */
export function codeOf(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 50);
}

/** A form to begin with; a bare number gets a word, and a code that is taken a number. */
export function formFor(
  text: string,
  common: { kind: string; agencyCode: string },
  taken: ReadonlySet<string>,
): StationForm {
  const bare = /^\d*$/.test(text);
  const nameVi = bare ? `Trạm ${text}`.trim() : text;
  const nameEn = bare ? `Station ${text}`.trim() : text;
  const base = codeOf(nameVi) || "tram";
  let code = base;
  for (let n = 2; taken.has(code); n++) code = `${base}-${n}`;
  return { ...common, code, nameVi, nameEn, lon: "", lat: "" };
}

/** "106,7" and "106.7" → 106.7; NaN otherwise. */
export function coordinate(text: string): number {
  const cell = text.trim().replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : Number.NaN;
}

/** Two numbers pasted into one field, as maps copy them ("10.7769, 106.7009"): the larger is the longitude here. */
export function pastedPlace(text: string): { lon: string; lat: string } | null {
  const found = /^\s*(-?\d+\.\d+)\s*[,;\s]\s*(-?\d+\.\d+)\s*$/.exec(text);
  if (!found?.[1] || !found[2]) return null;
  const [first, second] = [found[1], found[2]];
  return Math.abs(Number(first)) > 90 ? { lon: first, lat: second } : { lon: second, lat: first };
}

/** What is wrong with a form, by field. `taken` = codes of other stations. */
export function formProblems(
  form: StationForm,
  taken: ReadonlySet<string>,
): Partial<Record<keyof StationForm, FormProblem>> {
  const problems: Partial<Record<keyof StationForm, FormProblem>> = {};
  for (const field of ["code", "nameVi", "nameEn", "kind", "lon", "lat"] as const)
    if (form[field].trim() === "") problems[field] = "missing";
  if (!problems.code && !CODE.test(form.code)) problems.code = "code-form";
  if (!problems.code && taken.has(form.code)) problems.code = "code-taken";
  const lon = coordinate(form.lon);
  const lat = coordinate(form.lat);
  if (!problems.lon && Number.isNaN(lon)) problems.lon = "not-number";
  if (!problems.lat && Number.isNaN(lat)) problems.lat = "not-number";
  if (Math.abs(lon) > 180) problems.lon = "off-range";
  if (Math.abs(lat) > 90) problems.lat = Math.abs(lon) <= 90 ? "swapped" : "off-range";
  return problems;
}

/** Codes that a form may not take: those of the city and of the other new stations. */
export function takenCodes(
  known: readonly { code: string }[],
  matches: readonly StationMatch[],
  except?: string,
): Set<string> {
  const taken = new Set(known.map(({ code }) => code));
  for (const { text, choice } of matches)
    if (choice.is === "new" && text !== except) taken.add(choice.form.code);
  return taken;
}

/** Matches that still need the person: open, a form with problems, or a station of another agency. */
export function unsettled(
  matches: readonly StationMatch[],
  known: readonly { code: string; agencyCode: string | null }[],
  agencies: readonly string[] | null,
): StationMatch[] {
  return matches.filter((match) => {
    const { choice } = match;
    if (choice.is === "open") return true;
    if (choice.is === "new")
      return Object.keys(formProblems(choice.form, takenCodes(known, matches, match.text))).length > 0;
    if (choice.is === "skip" || agencies === null) return false;
    const agency = known.find(({ code }) => code === choice.thing)?.agencyCode ?? null;
    return agency === null || !agencies.includes(agency);
  });
}

/** A known station that labels its readings of a property otherwise than the file is said to. */
export type LabelConflict = { thing: string; property: string; timeLabel: TimeLabel };

/** Series that exist keep their own label; where it is another one, the person should know. */
export function labelConflicts(
  matches: readonly StationMatch[],
  known: readonly { code: string; datastreams: readonly { property: string; timeLabel: TimeLabel }[] }[],
  wanted: { properties: readonly string[]; timeLabel: TimeLabel },
): LabelConflict[] {
  const codes = new Set(matches.flatMap(({ choice }) => (choice.is === "existing" ? [choice.thing] : [])));
  return known
    .filter(({ code }) => codes.has(code))
    .flatMap(({ code, datastreams }) =>
      datastreams
        .filter((one) => wanted.properties.includes(one.property) && one.timeLabel !== wanted.timeLabel)
        .map(({ property, timeLabel }) => ({ thing: code, property, timeLabel })),
    );
}

/** A form without problems as the server takes it. */
export function thingOf(form: StationForm): NewThing {
  return {
    code: form.code,
    nameVi: form.nameVi.trim().normalize("NFC"),
    nameEn: form.nameEn.trim().normalize("NFC"),
    kind: form.kind,
    agencyCode: form.agencyCode || null,
    lon: coordinate(form.lon),
    lat: coordinate(form.lat),
  };
}
