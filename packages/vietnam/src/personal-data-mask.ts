/** Masks for display. The stored value is not changed by them, and a mask is no anonymisation. */
import { readAddress } from "./address-words.ts";
import { maskCitizenId, maskPhone } from "./identifiers.ts";
import { isEmailAddress } from "./personal-data-numbers.ts";
import { findPersonalData } from "./personal-data-text.ts";
import type { PersonalDataClass } from "./personal-data-types.ts";
import { parsePlate } from "./vehicle-plates.ts";

const HIDDEN = "•••";

/**
 * A value of a class as it may be shown: `079•••••1234`, `•••••••567`, `n•••@example.vn`, `N. V. A.` (initials), `51F-•••45`, the ward part of an address, the year of a birth date. Whatever does not have the
 * class's form becomes `•••`; empty text stays empty.
 */
export function maskText(one: PersonalDataClass, value: string): string {
  const text = value.slice(0, 400).normalize("NFC").trim();
  if (text === "") return "";
  switch (one) {
    case "citizen-id":
      return /^\d{12}$/.test(text.replace(/[\s.]/g, "")) ? maskCitizenId(text) : HIDDEN;
    case "phone":
      return text.replace(/\D/g, "").length >= 9 ? maskPhone(text) : HIDDEN;
    case "email":
      return maskEmail(text);
    case "person-name":
      return maskName(text);
    case "plate":
      return maskPlate(text);
    case "address":
      return readAddress(text).wardPart ?? HIDDEN;
    case "birth-date":
      return /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(text)?.[0] ?? HIDDEN;
    default:
      return HIDDEN;
  }
}

/** A text with everything that `findPersonalData` finds of `least` confidence or more replaced by its mask. */
export function maskFoundPersonalData(text: string, least = 0.5): string {
  let masked = "";
  let at = 0;
  for (const span of findPersonalData(text)) {
    if (span.confidence < least) continue;
    masked += text.slice(at, span.start) + maskText(span.class, text.slice(span.start, span.end));
    at = span.end;
  }
  return masked + text.slice(at);
}

function maskEmail(text: string): string {
  if (!isEmailAddress(text)) return HIDDEN;
  const at = text.lastIndexOf("@");
  return `${Array.from(text)[0] ?? ""}${HIDDEN}${text.slice(at)}`;
}

function maskName(text: string): string {
  const words = text.split(/\s+/u);
  if (words.length < 2 || words.length > 8 || !words.every((word) => /^\p{L}/u.test(word))) return HIDDEN;
  return words.map((word) => `${(Array.from(word)[0] ?? "").toUpperCase()}.`).join(" ");
}

function maskPlate(text: string): string {
  const plate = parsePlate(text);
  return plate === undefined ? HIDDEN : `${plate.place}${plate.series}-${HIDDEN}${plate.number.slice(-2)}`;
}
