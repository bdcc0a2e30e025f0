/**
 * Numbers of persons and enterprises beyond citizen identity and telephone. All forms and check digits are common
 * knowledge not compared with the legal texts (unverified): good for recognising, never for refusing a person.
 */

const TAX_WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/** A tax code (mã số thuế) taken apart. */
export interface TaxCode {
  /** Ten digits. */
  readonly base: string;
  /** Three digits of a branch, null without. */
  readonly branch: string | null;
  /** The tenth digit is the check digit of the first nine. */
  readonly checkDigitHolds: boolean;
}

/**
 * A tax code of 10 digits, or 10 and a branch of 3 after a hyphen; undefined when it has neither form. Check digit
 * 10 − (Σ wᵢ·dᵢ mod 11) with w = 31 29 23 19 17 13 7 5 3; a result of 10 is invalid (unverified). 010023348 → 8.
 * About one ten-digit number in eleven passes by chance.
 */
export function checkTaxCode(text: string): TaxCode | undefined {
  if (text.length > 40) return undefined;
  const [, base, branch] = /^(\d{10})(?:-?(\d{3}))?$/.exec(text.replace(/[\s.]/g, "")) ?? [];
  if (base === undefined) return undefined;
  return {
    base,
    branch: branch ?? null,
    checkDigitHolds: taxCheckDigit(base.slice(0, 9)) === Number(base[9]),
  };
}

/** Check digit of the first nine digits of a tax code, undefined when none is possible (unverified). */
export function taxCheckDigit(nine: string): number | undefined {
  if (!/^\d{9}$/.test(nine)) return undefined;
  let sum = 0;
  for (const [index, weight] of TAX_WEIGHTS.entries()) sum += weight * Number(nine[index]);
  const digit = 10 - (sum % 11);
  return digit === 10 ? undefined : digit;
}

/** Whether a text has the form of a social insurance number: 10 digits (unverified). */
export function isSocialInsuranceNumber(text: string): boolean {
  return text.length <= 40 && /^\d{10}$/.test(compact(text));
}

/** Letters of the groups of insured people that are known to the author (unverified, not complete). */
const INSURED_GROUPS = new Set(
  "DN HX CH NN TK HC XK HT TB NO CT XB TN CS XN MS HD TE BT HN DK XD TS TC TQ TA TY HG LS CN HS SV GB GD TH TV TD PV DT ND NU CC CK CB KC BA QN CA CY".split(
    " ",
  ),
);

/** A health insurance card number taken apart. */
export interface HealthInsuranceNumber {
  readonly group: string;
  readonly groupKnown: boolean;
  /** Benefit level 1…5. */
  readonly level: number;
}

/** A health insurance number of 15 characters: 2 letters, a digit 1–5, 12 digits (unverified); else undefined. */
export function parseHealthInsurance(text: string): HealthInsuranceNumber | undefined {
  if (text.length > 60) return undefined;
  const [, group, level] = /^([A-Z]{2})([1-5])\d{12}$/.exec(compact(text).toUpperCase()) ?? [];
  if (group === undefined) return undefined;
  return { group, groupKnown: INSURED_GROUPS.has(group), level: Number(level) };
}

/** Whether a text has the form of a passport number: one letter and 7 or 8 digits (unverified). */
export function isPassportNumber(text: string): boolean {
  return text.length <= 20 && /^[A-Z]\d{7,8}$/.test(text.trim().toUpperCase());
}

/** Whether a text has the form of the identity card of before 2025 (CMND): 9 digits (unverified). */
export function isOldIdNumber(text: string): boolean {
  return text.length <= 40 && /^\d{9}$/.test(compact(text));
}

/** Whether a text is one e-mail address with a domain of two labels or more. */
export function isEmailAddress(text: string): boolean {
  const address = text.trim();
  if (address.length > 254) return false;
  const at = address.lastIndexOf("@");
  if (at < 1 || at > 64) return false;
  const labels = address.slice(at + 1).split(".");
  const isLabel = (label: string) => /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u.test(label);
  const last = labels.at(-1) ?? "";
  return (
    labels.length > 1 &&
    labels.every(isLabel) &&
    /^[\p{L}]{2,}$/u.test(last) &&
    /^[\p{L}\p{N}._%+'-]+$/u.test(address.slice(0, at)) &&
    !address.includes("..")
  );
}

function compact(text: string): string {
  return text.replace(/[\s.-]/g, "");
}
