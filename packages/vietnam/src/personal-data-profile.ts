/** Counts of what the cells of a column look like; the ground on which classes are proposed. */
import { readAddress } from "./address-words.ts";
import { parseCitizenId, parsePhone } from "./identifiers.ts";
import { readPersonName } from "./person-names.ts";
import {
  checkTaxCode,
  isEmailAddress,
  isOldIdNumber,
  isPassportNumber,
  parseHealthInsurance,
} from "./personal-data-numbers.ts";
import { fold } from "./text.ts";
import { parsePlate } from "./vehicle-plates.ts";

/** Counts over the values looked at. */
export interface ColumnProfile {
  readonly count: number;
  readonly hits: Readonly<Record<Count, number>>;
  /** Whole numbers that follow each other closely: counters, no numbers of people. */
  readonly isSequence: boolean;
}

/** What is counted. */
export type Count = (typeof COUNTS)[number];

const COUNTS = [
  "twelve",
  "citizenKnown",
  "eleven",
  "nine",
  "ten",
  "tax",
  "taxForm",
  "phone",
  "phoneShort",
  "email",
  "health",
  "healthKnown",
  "plate",
  "plateSeparated",
  "passport",
  "name",
  "nameMarked",
  "nameLong",
  "unit",
  "address",
  "date",
  "decimal",
  "icd",
  "words",
  "numeric",
  "stamp",
] as const;

const MAX_VALUES = 5000;
/** Years in which people who are in registers were born. */
const BIRTH_YEARS = [1900, 2035] as const;

/** Looks at no more than 5,000 values; empty ones do not count. */
export function profileColumn(values: readonly string[], unitNames: readonly string[] = []): ColumnProfile {
  const hits = Object.fromEntries(COUNTS.map((one) => [one, 0])) as Record<Count, number>;
  const units = new Set(unitNames.map((name) => fold(name)));
  const numbers: number[] = [];
  let count = 0;
  for (const raw of values.slice(0, MAX_VALUES)) {
    const text = raw.slice(0, 400).trim();
    if (text === "") continue;
    count++;
    for (const one of looksLike(text, units)) hits[one]++;
    if (/^\d{6,15}$/.test(text)) numbers.push(Number(text));
  }
  return { count, hits, isSequence: isSequence(numbers) };
}

/** Random numbers of people spread over their range; a counter fills it. */
function isSequence(numbers: readonly number[]): boolean {
  const distinct = [...new Set(numbers)].sort((a, b) => a - b);
  if (distinct.length < 3) return false;
  // The middle 80 % only, so that a stray number hides no counter.
  const cut = Math.floor(distinct.length / 10);
  const middle = distinct.slice(cut, distinct.length - cut);
  const span = (middle.at(-1) ?? 0) - (middle[0] ?? 0) + 1;
  const constantStep = middle.every(
    (one, i) => i < 2 || one - (middle[i - 1] ?? 0) === (middle[1] ?? 0) - (middle[0] ?? 0),
  );
  return constantStep || middle.length / span > 0.001;
}

function looksLike(text: string, units: ReadonlySet<string>): Count[] {
  const found: Count[] = [];
  if (/\d/.test(text)) found.push(...numberForms(text));
  else if (isNameLike(text, units, found)) found.push("name");
  if (text.includes("@") && isEmailAddress(text)) found.push("email");
  if (units.has(fold(text).replace(/^(?:phuong|xa|dac khu|thi tran) /, ""))) found.push("unit");
  if (readAddress(text, units).isAddress) found.push("address");
  if (/\p{L}{2}/u.test(text)) found.push("words");
  return found;
}

function isNameLike(text: string, units: ReadonlySet<string>, found: Count[]): boolean {
  const name = readPersonName(text);
  if (name.score < 0.6 || units.has(fold(text))) return false;
  if (name.hasMarker) found.push("nameMarked");
  if (name.words >= 3) found.push("nameLong");
  return true;
}

function numberForms(text: string): Count[] {
  const digits = text.replace(/[\s.]/g, "");
  const forms: readonly (readonly [Count, boolean])[] = [
    ["eleven", /^\d{11}$/.test(digits)],
    ["numeric", /^[+-]?\d+(?:[.,]\d+)*$/.test(text)],
    ["stamp", /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(digits)],
    ["nine", isOldIdNumber(text)],
    ["phone", text.length <= 25 && parsePhone(text) !== undefined],
    ["phoneShort", /^[35789]\d{8}$/.test(digits)],
    ["passport", isPassportNumber(text)],
    ["date", isDateOrYear(text)],
    ["icd", /^[A-TV-Z]\d{2}(?:\.\d{1,2})?$/i.test(text)],
    ["decimal", /^-?\d{1,3}[.,]\d{3,}(?:[,;\s]+-?\d{1,3}[.,]\d{3,})?$/.test(text)],
  ];
  return [
    ...forms.filter(([, holds]) => holds).map(([count]) => count),
    ...citizenForms(text),
    ...taxForms(text),
    ...codeForms(text),
  ];
}

function citizenForms(text: string): Count[] {
  const citizen = parseCitizenId(text);
  if (citizen === undefined) return [];
  const isPlausible = citizen.birthYear >= BIRTH_YEARS[0] && citizen.birthYear <= BIRTH_YEARS[1];
  return citizen.province !== null && isPlausible ? ["twelve", "citizenKnown"] : ["twelve"];
}

function taxForms(text: string): Count[] {
  const tax = checkTaxCode(text);
  if (tax === undefined) return [];
  const found: Count[] = ["taxForm"];
  if (tax.branch === null) found.push("ten");
  if (tax.checkDigitHolds) found.push("tax");
  return found;
}

function codeForms(text: string): Count[] {
  const found: Count[] = [];
  const insurance = parseHealthInsurance(text);
  if (insurance !== undefined) found.push("health");
  if (insurance?.groupKnown) found.push("healthKnown");
  const plate = parsePlate(text);
  if (plate !== undefined) found.push("plate");
  if (plate?.separated) found.push("plateSeparated");
  return found;
}

function isDateOrYear(text: string): boolean {
  if (text.length > 30) return false;
  const iso = /^(\d{4})(?:-\d{1,2}-\d{1,2}(?:[T ].*)?)?$/.exec(text)?.[1];
  const local = /^\d{1,2}[/.-]\d{1,2}[/.-](\d{4})(?: .*)?$/.exec(text)?.[1];
  const year = Number(iso ?? local ?? 0);
  return year >= BIRTH_YEARS[0] && year <= BIRTH_YEARS[1];
}
