/** The wizard's answers so far. They outlive a reload of the page, not the browser tab. */
import type { MappingDraft } from "./mapping.ts";
import { mappingOf } from "./plan.ts";
import type { StationChoice } from "./stations.ts";
import type { Answers, ImportRow, Notice, Preview, TimeFormat } from "./types.ts";

/** The steps that ask; the fifth is the import's own page. */
export const STEPS = ["file", "read", "columns", "stations", "run"] as const;

/** One of {@link STEPS}. */
export type Step = (typeof STEPS)[number];

/** A file that is on the server. */
export type SentFile = { hash: string; name: string; bytes: number };

/** Everything answered. What is absent is derived from the look at the file. */
export type Draft = {
  step: Step;
  file: SentFile | null;
  answers: Answers;
  /** The order of day and month, where the file leaves it open. */
  dayMonth: TimeFormat | null;
  /** Doubts that the person has looked at and found right. */
  confirmed: string[];
  mapping: MappingDraft | null;
  stations: Record<string, StationChoice>;
};

/** Where the draft is kept. */
const KEY = "dothi.import.draft";

/** A wizard nobody has answered yet. */
export const EMPTY_DRAFT: Draft = {
  step: "file",
  file: null,
  answers: {},
  dayMonth: null,
  confirmed: [],
  mapping: null,
  stations: {},
};

/** A new file makes every answer void, except that the same content keeps them. */
export function withFile(draft: Draft, file: SentFile): Draft {
  if (draft.file?.hash === file.hash) return { ...draft, file, step: "read" };
  return { ...EMPTY_DRAFT, file, step: "read" };
}

/** Another way of reading makes the columns and doubts void. */
export function withAnswers(draft: Draft, change: Answers): Draft {
  return { ...draft, answers: { ...draft.answers, ...change }, confirmed: [], mapping: null, stations: {} };
}

/** After an import has begun: the next visit starts at the file, and stations that were new are there now. */
export function afterStart(draft: Draft): Draft {
  const stations = Object.entries(draft.stations).map(([text, choice]): [string, StationChoice] => [
    text,
    choice.is === "new" ? { is: "existing", thing: choice.form.code } : choice,
  ]);
  return { ...draft, step: "file", stations: Object.fromEntries(stations) };
}

/** The draft of an earlier import, opened at its columns. */
export function draftOf(row: ImportRow): Draft {
  const { encoding, delimiter, decimal, headerRow } = row.mapping.dialect;
  const { format } = row.mapping.time;
  return {
    ...EMPTY_DRAFT,
    step: "columns",
    file: { hash: row.fileHash, name: row.fileName, bytes: row.fileBytes },
    answers: { encoding, delimiter, decimal, headerRow },
    dayMonth: format === "dd/MM/yyyy" || format === "MM/dd/yyyy" ? format : null,
    confirmed: DOUBTS.filter((code) => code !== "day-month-ambiguous"),
    mapping: mappingOf(row.mapping),
    stations: Object.fromEntries(
      row.mapping.stations.map(({ text, thing }) => [text, { is: "existing", thing } as const]),
    ),
  };
}

const DOUBTS: readonly string[] = [
  "encoding-uncertain",
  "day-month-ambiguous",
  "decimal-uncertain",
  "decimal-mixed",
];

/** Notices that must be answered before going on. */
export function doubtsOf(preview: Preview): Notice[] {
  return preview.sniff.warnings.filter(({ code }) => DOUBTS.includes(code));
}

/** Doubts that nobody has answered yet. */
export function openDoubts(preview: Preview, draft: Draft): Notice[] {
  return doubtsOf(preview).filter(({ code }) =>
    code === "day-month-ambiguous" ? draft.dayMonth === null : !draft.confirmed.includes(code),
  );
}

/** True if the file has no row to import. */
export function isWithoutRows({ sniff }: Preview): boolean {
  return sniff.rowsSampled === 0 || sniff.columns.length === 0;
}

/** What was kept in this tab; an unreadable draft is an empty one. */
export function loadDraft(): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return isDraft(kept) ? { ...EMPTY_DRAFT, ...kept } : EMPTY_DRAFT;
  } catch {
    return EMPTY_DRAFT;
  }
}

/** Keeps the draft in this tab. */
export function saveDraft(draft: Draft): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // Without storage the draft lasts as long as the page.
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null || !("step" in value) || !("file" in value)) return false;
  return STEPS.some((step) => step === value.step) && (value.file !== null || value.step === "file");
}
