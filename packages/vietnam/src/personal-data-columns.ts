/** Which classes of personal data a column may hold. */

import { readHeader } from "./personal-data-headers.ts";
import { profileColumn } from "./personal-data-profile.ts";
import { type Finding, findingsOf } from "./personal-data-rules.ts";
import { findPersonalData } from "./personal-data-text.ts";
import type { ClassProposal, PersonalDataClass } from "./personal-data-types.ts";

/** A column as far as it is known. */
export interface ColumnSample {
  readonly name: string;
  readonly label?: string;
  /** A type of a data dictionary; only `text`, `integer`, `number`, `date`, `datetime`, `geometry` matter. */
  readonly type?: string;
  /** Distinct or sampled values as text; the first 5,000 are looked at. */
  readonly values: readonly string[];
  /** Rows of the whole column; not needed for the decision, shown in the evidence. */
  readonly total?: number;
  /** Names of wards and communes: with them addresses are found better, and they are no names of people. */
  readonly unitNames?: readonly string[];
}

/** Values of free text that are searched, and characters of each. */
const TEXT_VALUES = 1000;
const TEXT_LENGTH = 2000;
const TEXT_CLASSES: readonly PersonalDataClass[] = [
  "citizen-id",
  "phone",
  "email",
  "tax-code",
  "plate",
  "health-insurance",
  "person-name",
  "address",
  "old-id",
  "passport",
  "social-insurance",
];

/**
 * Proposes classes for a column, surest first, by the share of cells with a class's form, prefix or check digit and
 * by the name of the column. Below `PROPOSAL_CONFIDENCE` (0.5) a proposal is a lead only. Empty when nothing points to
 * personal data. Columns of sentences are searched for numbers and names inside (`inside-text`).
 */
export function classifyColumn(column: ColumnSample): ClassProposal[] {
  const { type } = column;
  if (type === "boolean" || type === "time" || type === "json") return [];
  const header = readHeader(column.name, column.label);
  const profile = profileColumn(column.values, column.unitNames);
  const findings = findingsOf({ header, profile, type });
  const found = new Map<PersonalDataClass, Finding>();
  for (const one of findings) {
    if (one.confidence > (found.get(one.class)?.confidence ?? 0)) found.set(one.class, one);
  }
  if (type === undefined || type === "text") {
    for (const one of insideText(column)) {
      if ((found.get(one.class)?.confidence ?? 0) < one.confidence) found.set(one.class, one);
    }
  }
  return [...found.values()]
    .filter((one) => one.confidence >= 0.25)
    .map((one) => ({ ...one, confidence: Math.round(one.confidence * 100) / 100 }))
    .sort((a, b) => b.confidence - a.confidence);
}

function insideText(column: ColumnSample): Finding[] {
  const texts = column.values.slice(0, TEXT_VALUES).filter((text) => text.trim().split(/\s+/, 6).length >= 5);
  const filled = column.values.slice(0, TEXT_VALUES).filter((text) => text.trim() !== "").length;
  // Sentences: a tenth of the column at least.
  if (texts.length === 0 || texts.length < filled / 10) return [];
  const cells = new Map<PersonalDataClass, number>();
  for (const text of texts) {
    const classes = new Set<PersonalDataClass>();
    for (const span of findPersonalData(text.slice(0, TEXT_LENGTH))) {
      if (span.confidence >= 0.7) classes.add(span.class);
    }
    for (const one of classes) cells.set(one, (cells.get(one) ?? 0) + 1);
  }
  const found: Finding[] = [];
  for (const one of TEXT_CLASSES) {
    const hits = cells.get(one) ?? 0;
    if (hits === 0) continue;
    const share = hits / filled;
    const evidence = {
      code: "inside-text",
      vi: "Có trong nội dung tự do của một số ô",
      en: "Found inside the free text of some cells",
      share,
      hits,
    };
    found.push({ class: one, confidence: hits === 1 && share < 0.05 ? 0.5 : 0.7, evidence: [evidence] });
  }
  return found;
}
