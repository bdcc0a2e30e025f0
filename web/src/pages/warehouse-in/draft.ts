/** The wizard's answers so far. They outlive a reload of the page, not the browser tab. */
import type { FilePreview, LoadMode, Notice, ReadingAnswers } from "./types.ts";

/** The steps that ask; the fourth is the load's own page. */
export const STEPS = ["file", "found", "target", "run"] as const;

/** One of {@link STEPS}. */
export type Step = (typeof STEPS)[number];

/** A file that is on the server. */
export type SentFile = { hash: string; name: string; bytes: number };

/** A new dataset as it is being described. */
export type NewTarget = {
  titleVi: string;
  titleEn: string;
  name: string;
  theme: string;
  agencyCode: string;
  access: "city" | "agency";
  description: string;
  updateEvery: string;
  key: string[];
};

/** Everything answered. What is absent is derived from the look at the file. */
export type Draft = {
  step: Step;
  file: SentFile | null;
  table: string | null;
  answers: ReadingAnswers;
  /** Name of the dataset the file goes into; null = a new one. */
  dataset: string | null;
  /** Whether an existing dataset or a new one is wanted. */
  into: "existing" | "new";
  mode: LoadMode;
  fresh: NewTarget | null;
  draft: boolean;
  note: string;
};

const KEY = "dothi.load.draft";

/** A wizard nobody has answered yet. */
export const EMPTY_DRAFT: Draft = {
  step: "file",
  file: null,
  table: null,
  answers: {},
  dataset: null,
  into: "new",
  mode: "replace",
  fresh: null,
  draft: false,
  note: "",
};

/** A new file makes every answer about its reading void; where it goes stays. */
export function withFile(draft: Draft, file: SentFile): Draft {
  if (draft.file?.hash === file.hash) return { ...draft, file, step: "found" };
  return { ...draft, file, step: "found", table: null, answers: {}, fresh: null };
}

/** Another table of the file has other columns: its order of day and month and its key are asked anew. */
export function withTable(draft: Draft, table: string): Draft {
  const { dayMonth: _, ...answers } = draft.answers;
  return { ...draft, table, answers, fresh: null };
}

/** The draft for a dataset named in the address. */
export function withDataset(draft: Draft, dataset: string): Draft {
  return { ...draft, dataset, into: "existing" };
}

/** Columns whose dates can be read both ways and of which nobody has said how. */
export function openQuestions(preview: FilePreview, answers: ReadingAnswers): string[] {
  if (answers.dayMonth) return [];
  return preview.columns
    .filter((column) => column.ambiguousDayMonth)
    .map((column) => column.sourceName || column.name);
}

/** A date that can be read both ways, out of the rows of an ambiguous column: "03/04/2026". */
export function ambiguousExample(preview: FilePreview): string | null {
  const at = preview.columns.findIndex((column) => column.ambiguousDayMonth);
  return preview.rows.map((row) => row[at] ?? null).find((value) => value !== null && value !== "") ?? null;
}

/** Notices without those of a column and with them, in the order sent. */
export function partNotices(notices: readonly Notice[]): { ofFile: Notice[]; ofColumns: Notice[] } {
  return {
    ofFile: notices.filter((notice) => notice.column === undefined),
    ofColumns: notices.filter((notice) => notice.column !== undefined),
  };
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
