/** What single cells look like; shared by the choice of dialect and the profile of columns. */
import type { DecimalMark, Delimiter, ThousandsMark } from "./dialect.ts";

const NUMBER_DOT = /^[+-]?(?:\d+|\d{1,3}(?:[, ]\d{3})+)?(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NUMBER_COMMA = /^[+-]?(?:\d+|\d{1,3}(?:[. \u00a0]\d{3})+)?(?:,\d+)?(?:[eE][+-]?\d+)?$/;
const TIME_LIKE =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)? ?(?:AM|PM|SA|CH)? ?(?:Z|[+-]\d{2}:?(?:\d{2})?)?)?$|^\d{1,2}:\d{2}(?::\d{2})?(?: ?(?:AM|PM|SA|CH))?$/i;

/** A number, whole or not, with the mark. */
export function isNumberText(text: string, decimal: DecimalMark): boolean {
  return text !== "" && /\d/.test(text) && (decimal === "." ? NUMBER_DOT : NUMBER_COMMA).test(text);
}

/** A date, a time of day, or both, by its form. */
export function isTimeText(text: string): boolean {
  return TIME_LIKE.test(text);
}

/** 0–1: how much a cell looks like the whole of one value, if these are delimiter and decimal mark. */
export function cellScore(text: string, delimiter: Delimiter, decimal: DecimalMark): number {
  if (isNumberText(text, decimal) || isTimeText(text)) return 1;
  if (isNumberText(text, decimal === "." ? "," : ".")) return 0.6;
  if (/[;\t|]/.test(text) && !/^[;\t|]+$/.test(text))
    return delimiter === "," && !/\d[;\t|]|[;\t|]\d/.test(text) ? 0.5 : 0.2;
  if (/^"|"$/.test(text)) return 0.3;
  return /\d,\d|,[^ ]/.test(text) ? 0.5 : 0.85;
}

/** Counts of cells that show which mark is the decimal one. */
export interface DecimalEvidence {
  dot: number;
  comma: number;
  /** Three digits after a single mark: a fraction or a group. */
  eitherDot: number;
  eitherComma: number;
  /** Grouping for certain, by mark. */
  groupDot: number;
  groupComma: number;
  groupSpace: number;
}

/** Evidence with nothing in it. */
export function noDecimalEvidence(): DecimalEvidence {
  return { dot: 0, comma: 0, eitherDot: 0, eitherComma: 0, groupDot: 0, groupComma: 0, groupSpace: 0 };
}

/** Adds what one cell shows. "12.5" is a fraction; "1.234" may be either; "1.234.567" and "1.234,5" are groups. */
export function addDecimalEvidence(evidence: DecimalEvidence, text: string): void {
  const match = /^[+-]?(\d*)([.,])(\d+)(?:[eE][+-]?\d+)?$/.exec(text);
  if (match) {
    const isDot = match[2] === ".";
    const whole = match[1] ?? "";
    const isEither = match[3]?.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
    if (isEither) evidence[isDot ? "eitherDot" : "eitherComma"]++;
    else evidence[isDot ? "dot" : "comma"]++;
  } else if (/^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(text)) evidence.groupDot++;
  else if (/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) evidence.groupComma++;
  else if (/^[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?$/.test(text)) evidence.groupSpace++;
}

/** The marks that the evidence speaks for, with confidence 0–1. */
export interface DecimalChoice {
  readonly decimal: DecimalMark;
  readonly thousands: ThousandsMark;
  readonly confidence: number;
  /** Both marks were met as decimal marks. */
  readonly mixed: boolean;
}

/**
 * Chooses the marks. Without proof a file with semicolons is read the Vietnamese way (comma for the fraction, dot
 * for groups) and any other with the dot, at low confidence.
 */
export function chooseDecimal(evidence: DecimalEvidence, delimiter: Delimiter): DecimalChoice {
  const dot = evidence.dot + evidence.groupComma;
  const comma = evidence.comma + evidence.groupDot;
  const isProved = dot + comma > 0;
  const decimal: DecimalMark = isProved ? (comma > dot ? "," : ".") : unproved(evidence, delimiter);
  const groups =
    decimal === "," ? evidence.groupDot + evidence.eitherDot : evidence.groupComma + evidence.eitherComma;
  const thousands: ThousandsMark =
    groups > 0 ? (decimal === "," ? "." : ",") : evidence.groupSpace > 0 ? " " : null;
  const isOpen = evidence.eitherDot + evidence.eitherComma > 0;
  const confidence = isProved ? Math.max(dot, comma) / (dot + comma) : isOpen ? 0.5 : 0.7;
  return { decimal, thousands, confidence, mixed: Math.min(dot, comma) > 0 };
}

function unproved(evidence: DecimalEvidence, delimiter: Delimiter): DecimalMark {
  if (evidence.eitherComma > 0 && evidence.eitherDot === 0) return delimiter === "," ? "." : ",";
  return delimiter === ";" ? "," : ".";
}
