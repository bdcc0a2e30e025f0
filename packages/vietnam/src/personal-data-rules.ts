/** From counts and header to proposals: one rule per class. Limits were set on generated columns. */
import type { HeaderReading } from "./personal-data-headers.ts";
import type { ColumnProfile, Count } from "./personal-data-profile.ts";
import type { ClassEvidence, PersonalDataClass } from "./personal-data-types.ts";

/** A proposal before it is rounded and sorted. */
export interface Finding {
  readonly class: PersonalDataClass;
  readonly confidence: number;
  readonly evidence: readonly ClassEvidence[];
}

/** What the rules look at. */
export interface RuleInput {
  readonly header: HeaderReading;
  readonly profile: ColumnProfile;
  readonly type: string | undefined;
}

interface Context extends RuleInput {
  readonly share: (count: Count) => number;
  readonly names: (one: PersonalDataClass) => boolean;
  readonly say: (count: Count, code: Words) => ClassEvidence;
}

const WORDS = {
  form: ["Giá trị có dạng của loại này", "Values have the form of the class"],
  prefix: ["Đầu số phù hợp", "The prefix fits"],
  "check-digit": ["Chữ số kiểm tra đúng", "The check digit holds"],
  gazetteer: ["Từ ngữ có trong danh mục", "Words are in the word list"],
  header: ["Tên cột nói lên loại dữ liệu này", "The name of the column says so"],
  collision: ["Loại khác có cùng dạng số phù hợp hơn", "Another class with the same form fits better"],
  "leading-zero-lost": ["Có thể đã mất số 0 ở đầu", "A leading zero may have been lost"],
} as const;
type Words = keyof typeof WORDS;

/** Fewest values on which a class is proposed without a word in the header. */
const FEWEST = 3;

/** All proposals, several per class possible. */
export function findingsOf(input: RuleInput): Finding[] {
  const { profile, header } = input;
  if (profile.count === 0) return headerOnly(header);
  const context: Context = {
    ...input,
    share: (count) => profile.hits[count] / profile.count,
    names: (one) => header.classes.has(one),
    say: (count, code) => ({
      ...evidence(code),
      share: profile.hits[count] / profile.count,
      hits: profile.hits[count],
    }),
  };
  const isDated = input.type === "date" || input.type === "datetime";
  const rules = isDated ? [birthDate] : [...NUMBER_RULES, birthDate, location, ...TEXT_RULES];
  return rules.flatMap((rule) => rule(context));
}

function evidence(code: Words): ClassEvidence {
  const [vi, en] = WORDS[code];
  return { code, vi, en };
}

function headerOnly(header: HeaderReading): Finding[] {
  return [...header.classes]
    .filter((one) => one !== "location")
    .map((one) => ({ class: one, confidence: 0.3, evidence: [evidence("header")] }));
}

type Rule = (context: Context) => Finding[];

/** No header: at least three values, of which nearly all fit and do not count up. */
function bare(context: Context, count: Count, least: number): boolean {
  return context.profile.count >= FEWEST && context.share(count) >= least && !context.profile.isSequence;
}

const citizenId: Rule = (context) => {
  const { share, names, say } = context;
  const proofs = [say("twelve", "form"), say("citizenKnown", "prefix")];
  if (names("citizen-id")) {
    if (share("twelve") >= 0.2) return [found("citizen-id", 0.97, [evidence("header"), ...proofs])];
    if (share("eleven") >= 0.5) {
      return [found("citizen-id", 0.85, [evidence("header"), say("eleven", "leading-zero-lost")])];
    }
    return [];
  }
  // The prefix raises confidence and never gates: newer numbers may follow other rules (unverified).
  if (bare(context, "citizenKnown", 0.6)) return [found("citizen-id", 0.9, proofs)];
  if (bare(context, "twelve", 0.8) && share("stamp") < 0.5) return [found("citizen-id", 0.35, proofs)];
  return [];
};

const oldId: Rule = ({ share, names, say }) => {
  if (!names("old-id") || share("nine") < 0.1) return [];
  return [found("old-id", 0.9, [evidence("header"), say("nine", "form")])];
};

const taxCode: Rule = (context) => {
  const { share, names, say } = context;
  const proofs = [say("taxForm", "form"), say("tax", "check-digit")];
  if (names("tax-code")) {
    if (share("tax") >= 0.3) return [found("tax-code", 0.98, [evidence("header"), ...proofs])];
    return share("taxForm") >= 0.5 ? [found("tax-code", 0.75, [evidence("header"), ...proofs])] : [];
  }
  const isOther = names("phone") || names("social-insurance");
  if (!isOther && share("tax") >= 0.8 && context.profile.count >= FEWEST) {
    // Three random numbers all pass with a chance of less than 1 in 1,000.
    return [found("tax-code", 0.93, proofs)];
  }
  return [];
};

const socialInsurance: Rule = (context) => {
  const { share, names, say } = context;
  const proofs = [say("ten", "form")];
  if (names("social-insurance")) {
    return share("ten") >= 0.4 ? [found("social-insurance", 0.92, [evidence("header"), ...proofs])] : [];
  }
  if (names("phone") || names("tax-code") || share("tax") >= 0.8 || share("phone") >= 0.5) return [];
  if (bare(context, "ten", 0.9) && share("stamp") < 0.5) return [found("social-insurance", 0.3, proofs)];
  return [];
};

const phone: Rule = (context) => {
  const { share, names, say } = context;
  const proofs = [say("phone", "prefix")];
  if (names("phone")) {
    if (share("phone") >= 0.2) return [found("phone", 0.97, [evidence("header"), ...proofs])];
    if (share("phoneShort") >= 0.5) {
      return [found("phone", 0.85, [evidence("header"), say("phoneShort", "leading-zero-lost")])];
    }
    return [];
  }
  if (names("tax-code") || names("social-insurance")) return [];
  // Tax codes of the City begin with 03 like mobile numbers: the check digit decides.
  if (share("tax") >= 0.6)
    return bare(context, "phone", 0.6) ? [found("phone", 0.3, [evidence("collision")])] : [];
  return bare(context, "phone", 0.75) ? [found("phone", 0.9, proofs)] : [];
};

const healthInsurance: Rule = (context) => {
  const { share, names, say } = context;
  const proofs = [say("health", "form"), say("healthKnown", "prefix")];
  if (names("health-insurance")) {
    if (share("health") >= 0.2) return [found("health-insurance", 0.97, [evidence("header"), ...proofs])];
    const isNew = share("ten") >= 0.5;
    return isNew ? [found("health-insurance", 0.75, [evidence("header"), say("ten", "form")])] : [];
  }
  if (bare(context, "healthKnown", 0.8)) return [found("health-insurance", 0.88, proofs)];
  return bare(context, "health", 0.8) ? [found("health-insurance", 0.4, proofs)] : [];
};

const passport: Rule = (context) => {
  const { share, names, say } = context;
  if (names("passport") && share("passport") >= 0.2) {
    return [found("passport", 0.93, [evidence("header"), say("passport", "form")])];
  }
  return bare(context, "passport", 0.9) ? [found("passport", 0.35, [say("passport", "form")])] : [];
};

const email: Rule = ({ share, names, say, profile }) => {
  const proofs = [say("email", "form")];
  if (names("email") && share("email") > 0) return [found("email", 0.98, [evidence("header"), ...proofs])];
  if (share("email") >= 0.3) return [found("email", 0.97, proofs)];
  return profile.hits.email > 0 ? [found("email", 0.6, proofs)] : [];
};

const plate: Rule = (context) => {
  const { share, names, say } = context;
  const proofs = [say("plate", "form")];
  if (names("plate") && share("plate") >= 0.2) return [found("plate", 0.97, [evidence("header"), ...proofs])];
  if (bare(context, "plate", 0.7))
    return [found("plate", share("plateSeparated") >= 0.7 ? 0.88 : 0.6, proofs)];
  return [];
};

const NUMBER_RULES: readonly Rule[] = [
  citizenId,
  oldId,
  taxCode,
  socialInsurance,
  phone,
  healthInsurance,
  passport,
  plate,
];

const birthDate: Rule = ({ share, names, say, header }) => {
  if (!names("birth-date") || share("date") < 0.5 || header.isThing) return [];
  return [found("birth-date", 0.95, [evidence("header"), say("date", "form")])];
};

/** Positions are of things far more often than of people: only with a word for a person, home or vehicle. */
const location: Rule = ({ share, names, say, header, type }) => {
  if (!names("location") && !(type === "geometry" && header.isPerson)) return [];
  if (share("decimal") < 0.5 && type !== "geometry") return [];
  const isPerson = header.isPerson && !header.isThing;
  return [found("location", isPerson ? 0.8 : 0.3, [evidence("header"), say("decimal", "form")])];
};

const personName: Rule = (context) => {
  const { share, names, say, header, profile } = context;
  const proofs = [say("name", "gazetteer")];
  if (share("unit") >= 0.5) return [];
  if (names("person-name") && share("name") >= 0.2) {
    const isThing = header.isThing && share("nameMarked") < 0.1;
    return [found("person-name", isThing ? 0.45 : 0.95, [evidence("header"), ...proofs])];
  }
  if (header.isThing)
    return share("name") >= 0.8 && share("nameMarked") >= 0.4 ? [found("person-name", 0.4, proofs)] : [];
  // Streets and wards bear names of people too, but few of three words and hardly any with Thị or Văn.
  const isPeople = share("nameLong") >= 0.6 && share("nameMarked") >= 0.15;
  if (profile.count < 5 || share("name") < 0.7 || !isPeople) return [];
  return [found("person-name", header.isBareName ? 0.9 : 0.82, proofs)];
};

const address: Rule = ({ share, names, say, header, profile }) => {
  const proofs = [say("address", "gazetteer")];
  if (names("address") && share("address") >= 0.2) {
    return [
      found("address", header.isThing && !header.isPerson ? 0.6 : 0.95, [evidence("header"), ...proofs]),
    ];
  }
  if (profile.count < FEWEST || share("address") < 0.6) return [];
  return [found("address", header.isThing ? 0.45 : 0.8, proofs)];
};

const health: Rule = ({ share, names, say, header }) => {
  if (!names("health") || header.isThing) return [];
  if (share("icd") >= 0.5) return [found("health", 0.9, [evidence("header"), say("icd", "form")])];
  return share("numeric") < 0.5 ? [found("health", 0.7, [evidence("header")])] : [];
};

const sensitive: Rule = ({ share, names, header }) => {
  if (!names("sensitive") || header.isThing || share("decimal") >= 0.5) return [];
  return [found("sensitive", share("numeric") < 0.5 ? 0.75 : 0.5, [evidence("header")])];
};

const TEXT_RULES: readonly Rule[] = [email, personName, address, health, sensitive];

function found(one: PersonalDataClass, confidence: number, proofs: readonly ClassEvidence[]): Finding {
  return { class: one, confidence, evidence: proofs };
}
