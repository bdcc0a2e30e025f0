/** Personal data inside sentences, found in one pass. */
import { CITIZEN_ID_PROVINCES, parsePhone } from "./identifiers.ts";
import { isFamilyName } from "./person-names.ts";
import { HONORIFICS } from "./person-names-table.ts";
import { checkTaxCode, isEmailAddress, parseHealthInsurance } from "./personal-data-numbers.ts";
import type { PersonalDataClass } from "./personal-data-types.ts";
import { fold } from "./text.ts";
import { parsePlate } from "./vehicle-plates.ts";

/** A place in a text, `start` included and `end` not, in UTF-16 units as `slice` takes them. */
export interface PersonalDataSpan {
  readonly class: PersonalDataClass;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

/** Characters searched; what is longer is searched to here. */
export const MAX_TEXT = 100_000;
/** Spans given at most. */
export const MAX_SPANS = 1000;

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds numbers, e-mail addresses, plates, names after a form of address, and house addresses in running text, in
 * order and without overlap. Time is linear in the text. Spans below 0.5 are not given.
 */
export function findPersonalData(text: string): PersonalDataSpan[] {
  const searched = text.slice(0, MAX_TEXT);
  const found = [
    ...findEmails(searched),
    ...findNumbers(searched),
    ...findCodes(searched),
    ...findNames(searched),
    ...findAddresses(searched),
  ].filter((span) => span.confidence >= 0.5);
  found.sort((a, b) => a.start - b.start || b.confidence - a.confidence);
  const kept: PersonalDataSpan[] = [];
  for (const span of found) {
    if (kept.length >= MAX_SPANS) break;
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  }
  return kept;
}

function findEmails(text: string): PersonalDataSpan[] {
  const found: PersonalDataSpan[] = [];
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    let start = at;
    while (start > 0 && at - start < 64 && /[\w.%+-]/.test(text[start - 1] ?? "")) start--;
    let end = at + 1;
    while (end < text.length && end - at < 190 && /[A-Za-z0-9.-]/.test(text[end] ?? "")) end++;
    while (end > at && /[.-]/.test(text[end - 1] ?? "")) end--;
    while (start < at && text[start] === ".") start++;
    if (isEmailAddress(text.slice(start, end))) found.push({ class: "email", start, end, confidence: 0.97 });
  }
  return found;
}

const CONTEXT: readonly (readonly [PersonalDataClass | "other", RegExp])[] = [
  [
    "other",
    /\b(?:stk|tai khoan|tk|ma don|don hang|ma ho so|ma phan anh|hoa don|ma kh|ma so kh|van don|serial|imei)\b/,
  ],
  ["citizen-id", /\b(?:cccd|can cuoc|dinh danh)\b/],
  ["old-id", /\b(?:cmnd|cmt|chung minh)\b/],
  ["tax-code", /\b(?:mst|ma so thue)\b/],
  ["social-insurance", /\b(?:bhxh|bao hiem xa hoi)\b/],
  ["health-insurance", /\b(?:bhyt|bao hiem y te)\b/],
  ["passport", /\b(?:ho chieu|passport)\b/],
  ["phone", /\b(?:sdt|dt|dien thoai|tel|phone|lien he|goi|zalo|hotline|so may|di dong)\b/],
];

/** The class named last in the few words before a place. */
function contextBefore(text: string, start: number): PersonalDataClass | "other" | undefined {
  const before = fold(text.slice(Math.max(0, start - 32), start));
  let best: PersonalDataClass | "other" | undefined;
  let last = -1;
  for (const [one, pattern] of CONTEXT) {
    const index = before.search(pattern);
    if (index > last) [best, last] = [one, index];
  }
  return best;
}

function findNumbers(text: string): PersonalDataSpan[] {
  const groups: Token[] = [...text.matchAll(/\+?\d{1,40}/g)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const found: PersonalDataSpan[] = [];
  for (let i = 0; i < groups.length; ) {
    const [span, used] = numberAt(text, groups, i);
    if (span !== undefined) found.push(span);
    i += used;
  }
  return found;
}

/** The shortest run of up to five groups, one separator apart, that makes a number of a class. */
function numberAt(
  text: string,
  groups: readonly Token[],
  from: number,
): [PersonalDataSpan | undefined, number] {
  const first = groups[from];
  if (first === undefined || /[\p{L}\d_/]/u.test(text[first.start - 1] ?? "")) return [undefined, 1];
  let digits = "";
  for (let count = 1; count <= 5; count++) {
    const group = groups[from + count - 1];
    const before = groups[from + count - 2];
    if (group === undefined) break;
    if (before !== undefined && count > 1 && !/^[ .-]$/.test(text.slice(before.end, group.start))) break;
    digits += group.text;
    if (digits.length > 15) break;
    const next = text[group.end] ?? "";
    if (/[\p{L}_/]/u.test(next) || (/[,.]/.test(next) && count === 1 && digits.length < 9)) continue;
    // Nothing shorter is a number of a class, and the look at the words before costs most.
    if (digits.replace("+", "").length < 9) continue;
    const verdict = judge(digits, contextBefore(text, first.start), count === 1);
    if (verdict !== undefined) {
      return [{ class: verdict[0], start: first.start, end: group.end, confidence: verdict[1] }, count];
    }
  }
  return [undefined, 1];
}

function judge(
  digits: string,
  context: PersonalDataClass | "other" | undefined,
  whole: boolean,
): [PersonalDataClass, number] | undefined {
  if (context === "other") return undefined;
  if (/^\d{12}$/.test(digits) && !/^0?84/.test(digits)) return judgeTwelve(digits, context, whole);
  if (/^\d{9}$/.test(digits) && context === "old-id") return ["old-id", 0.9];
  const holds = checkTaxCode(digits)?.checkDigitHolds === true;
  if (/^\d{10}$/.test(digits)) {
    if (context === "social-insurance" || context === "health-insurance") return [context, 0.9];
    if (context === "tax-code") return ["tax-code", holds ? 0.95 : 0.7];
  }
  if (parsePhone(digits) !== undefined) return ["phone", phoneConfidence(context)];
  return context === undefined && whole && holds ? ["tax-code", 0.5] : undefined;
}

function phoneConfidence(context: PersonalDataClass | undefined): number {
  if (context === "phone") return 0.95;
  return context === undefined ? 0.85 : 0.6;
}

function judgeTwelve(
  digits: string,
  context: PersonalDataClass | "other" | undefined,
  whole: boolean,
): [PersonalDataClass, number] | undefined {
  if (context === "citizen-id" || context === "old-id") return ["citizen-id", 0.95];
  const isKnown = CITIZEN_ID_PROVINCES[digits.slice(0, 3)] !== undefined && Number(digits[3]) <= 3;
  return isKnown && whole ? ["citizen-id", 0.75] : undefined;
}

function findCodes(text: string): PersonalDataSpan[] {
  const found: PersonalDataSpan[] = [];
  const plates = /(?<![\p{L}\d])\d{2}[ -]?[A-ZĐ][A-ZĐ\d]?[ .-]{0,2}\d{3}\.?\d{1,2}(?![\p{L}\d])/gu;
  for (const match of text.matchAll(plates)) {
    const plate = parsePlate(match[0]);
    const before = fold(text.slice(Math.max(0, match.index - 24), match.index));
    const isSaid = /\b(?:xe|bien so|bks|bien kiem soat|o to|oto)\b/.test(before);
    const confidence = isSaid ? 0.95 : plate?.separated ? 0.8 : 0.5;
    if (plate !== undefined)
      found.push({ class: "plate", start: match.index, end: match.index + match[0].length, confidence });
  }
  for (const match of text.matchAll(/(?<![\p{L}\d])[A-Za-z]{1,2}\d{7,13}(?![\p{L}\d])/gu)) {
    const [start, end] = [match.index, match.index + match[0].length];
    const isCard = parseHealthInsurance(match[0])?.groupKnown === true;
    if (isCard) found.push({ class: "health-insurance", start, end, confidence: 0.9 });
    const isPassport = /^[A-Za-z]\d{7,8}$/.test(match[0]) && contextBefore(text, start) === "passport";
    if (isPassport) found.push({ class: "passport", start, end, confidence: 0.9 });
  }
  return found;
}

const INTRODUCTIONS = [...HONORIFICS, "tên", "là"];

function wordsOf(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{M}\d/]{1,40}/gu)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function findNames(text: string): PersonalDataSpan[] {
  const words = wordsOf(text);
  const found: PersonalDataSpan[] = [];
  for (let i = 1; i < words.length; i++) {
    const first = words[i];
    const before = words[i - 1];
    if (first === undefined || before === undefined || !isIntroduction(text, before)) continue;
    if (!isFamilyName(first.text)) continue;
    let last = i;
    while (last - i < 4 && isNextOfName(text, words[last], words[last + 1])) last++;
    const end = words[last]?.end ?? first.end;
    if (last - i >= 1) found.push({ class: "person-name", start: first.start, end, confidence: 0.75 });
    i = last;
  }
  return found;
}

/** Inside a sentence a capital makes the word part of a name: "Trần Anh Hồ" introduces nobody. */
function isIntroduction(text: string, word: Token): boolean {
  const plain = word.text.normalize("NFC");
  if (!INTRODUCTIONS.includes(plain.toLowerCase())) return false;
  const before = text.slice(Math.max(0, word.start - 3), word.start).trim();
  return !/^\p{Lu}/u.test(plain) || before === "" || /[^\p{L}\p{M}\d]$/u.test(before);
}

function isNextOfName(text: string, word: Token | undefined, next: Token | undefined): boolean {
  if (word === undefined || next === undefined || text.slice(word.end, next.start) !== " ") return false;
  return /^\p{Lu}[\p{L}\p{M}]*$/u.test(next.text) && /^\p{Lu}/u.test(word.text);
}

const STARTS = new Set(["so", "hem", "nha", "ngo", "kiet"]);
const AREAS = new Set(["duong", "phuong", "xa", "quan", "huyen", "ap", "pho", "kp", "hem", "thon"]);

function findAddresses(text: string): PersonalDataSpan[] {
  const words = wordsOf(text).map((word) => ({ ...word, key: fold(word.text) }));
  const found: PersonalDataSpan[] = [];
  for (let i = 1; i < words.length; i++) {
    const previous = words[i - 1];
    const number = words[i]?.key ?? "";
    // "đường số 7" is a street, "phường số 7" a ward.
    if (previous === undefined || !STARTS.has(previous.key) || AREAS.has(words[i - 2]?.key ?? "")) continue;
    if (!/^\d{1,4}[a-z]?(?:\/\d{1,4}[a-z]?){0,4}$/.test(number)) continue;
    const last = lastOfAddress(text, words, i);
    const end = words[last]?.end ?? 0;
    if (last > i) found.push({ class: "address", start: previous.start, end, confidence: 0.75 });
    i = last;
  }
  return found;
}

/** The last word of the last part that begins with an address word, at most 16 words on; `from` when there is none. */
function lastOfAddress(
  text: string,
  words: readonly (Token & { readonly key: string })[],
  from: number,
): number {
  let last = from;
  for (let i = from + 1; i < Math.min(words.length, from + 16); i++) {
    const word = words[i];
    if (word === undefined || /[.;:!?\n]/.test(text.slice(words[i - 1]?.end, word.start))) break;
    if (!AREAS.has(word.key)) continue;
    last = i;
    while (last - i < 4 && isPartOfName(text, words[last], words[last + 1])) last++;
    i = last;
  }
  return last;
}

function isPartOfName(text: string, word: Token | undefined, next: Token | undefined): boolean {
  if (word === undefined || next === undefined) return false;
  return /^[\p{Lu}\d]/u.test(next.text) && text.slice(word.end, next.start) === " ";
}
