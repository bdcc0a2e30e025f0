/** Classes of personal data and what is found of them. */

/** What kind of personal data a column or a piece of text holds; the words of the warehouse's column classes. */
export type PersonalDataClass =
  | "citizen-id"
  | "old-id"
  | "tax-code"
  | "social-insurance"
  | "health-insurance"
  | "phone"
  | "email"
  | "plate"
  | "passport"
  | "person-name"
  | "address"
  | "birth-date"
  | "location"
  | "health"
  | "sensitive";

/** One reason for a proposal. */
export interface ClassEvidence {
  /** `header`, `form`, `prefix`, `check-digit`, `gazetteer`, `inside-text`, `collision`, `leading-zero-lost`. */
  readonly code: string;
  readonly vi: string;
  readonly en: string;
  /** Part of the non-empty values, 0…1. */
  readonly share?: number;
  /** Number of values. */
  readonly hits?: number;
}

/** A class that a column may hold. A person decides. */
export interface ClassProposal {
  readonly class: PersonalDataClass;
  /** 0…1; from `PROPOSAL_CONFIDENCE` up worth asking a person. No probability in the strict sense. */
  readonly confidence: number;
  readonly evidence: readonly ClassEvidence[];
}

/** From here a proposal is meant to be shown; lower ones are leads. */
export const PROPOSAL_CONFIDENCE = 0.5;
