/** Where a file goes: the form of a new dataset, its checks, and what is sent. */
import type { Account } from "../../api/session.ts";
import type { Draft, NewTarget } from "./draft.ts";
import type { Dataset, FilePreview, NewDataset, NewLoad } from "./types.ts";

/** Roles that may bring files. */
export const LOADERS = ["officer", "operator", "data-steward", "administrator"] as const;

/** Roles that may make datasets. */
export const MAKERS = ["officer", "data-steward", "administrator"] as const;

/** Roles that may keep sources and connections. */
export const KEEPERS = ["data-steward", "administrator"] as const;

/** Roles that may look at loads and sources. */
export const STAFF = [...MAKERS, "approver", "analyst", "operator", "security-analyst"] as const;

/** How often a dataset is renewed, as ISO 8601 durations; "" = not said. */
export const UPDATE_EVERY = ["", "PT1H", "P1D", "P1W", "P1M", "P3M", "P6M", "P1Y"] as const;

/** What is wrong with a field of the form. */
export type TargetProblem = "missing" | "name-form";

const NAME = /^[a-z][a-z0-9_]{2,62}$/;

/** True for a text that can name a dataset. */
export function isDatasetName(text: string): boolean {
  return NAME.test(text);
}

/** A text as a technical name: "Phản ánh 1022 (quận 1)" → "phan_anh_1022_quan_1". */
export function nameOf(text: string): string {
  const bare = text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  const name = /^[a-z]/.test(bare) ? bare : `bang_${bare}`;
  return name.slice(0, 63).replace(/_+$/, "");
}

/** The form to begin with, out of what the file says. */
export function freshTarget(preview: FilePreview, agencyCode: string): NewTarget {
  return {
    titleVi: preview.suggestedTitle,
    titleEn: "",
    name: preview.suggestedName,
    theme: "",
    agencyCode,
    access: "city",
    description: "",
    updateEvery: "",
    key: [],
  };
}

/** What must be put right in the form, by field. */
export function targetProblems(form: NewTarget): Partial<Record<keyof NewTarget, TargetProblem>> {
  const problems: Partial<Record<keyof NewTarget, TargetProblem>> = {};
  if (form.titleVi.trim() === "") problems.titleVi = "missing";
  if (!isDatasetName(form.name)) problems.name = form.name === "" ? "missing" : "name-form";
  if (form.theme === "") problems.theme = "missing";
  if (form.agencyCode === "") problems.agencyCode = "missing";
  return problems;
}

/** The body that makes the dataset. */
export function newDatasetOf(form: NewTarget): NewDataset {
  const description = form.description.trim();
  return {
    name: form.name,
    title: { vi: form.titleVi.trim(), en: form.titleEn.trim() },
    ...(description ? { description: { vi: description, en: "" } } : {}),
    theme: form.theme,
    agencyCode: form.agencyCode,
    access: form.access,
    updateEvery: form.updateEvery || null,
    ...(form.key.length > 0 ? { key: form.key } : {}),
  };
}

/** The body that starts the load; null while there is no file. */
export function newLoadOf(draft: Draft, preview: FilePreview): NewLoad | null {
  if (!draft.file) return null;
  const note = draft.note.trim();
  return {
    fileHash: draft.file.hash,
    fileName: draft.file.name,
    ...(preview.tables.length > 1 || draft.table ? { table: preview.table } : {}),
    ...(Object.keys(draft.answers).length > 0 ? { answers: draft.answers } : {}),
    mode: draft.into === "new" ? "replace" : draft.mode,
    ...(note ? { note } : {}),
    ...(draft.draft ? { draft: true } : {}),
  };
}

/** Columns of the file that the dataset does not have yet, and those it has that the file lacks. */
export function columnsCompared(
  dataset: Dataset,
  preview: FilePreview,
): { added: string[]; missing: string[] } {
  const known = new Set(dataset.columns.map(({ name }) => name));
  const brought = new Set(preview.columns.map(({ name }) => name));
  return {
    added: [...brought].filter((name) => !known.has(name)),
    missing: [...known].filter((name) => !brought.has(name)),
  };
}

/** Key columns that the file lacks: without them rows cannot be matched. */
export function keyMissing(dataset: Dataset, preview: FilePreview): string[] {
  return dataset.key.filter((name) => !preview.columns.some((column) => column.name === name));
}

/** Agencies for which an account holds one of the roles; null = all of them. */
export function agenciesOf(
  account: Account | null | undefined,
  roles: readonly string[],
): readonly string[] | null {
  const held = (account?.roles ?? []).filter(({ role }) => roles.includes(role));
  if (held.some(({ agencyCode }) => agencyCode === null)) return null;
  return [...new Set(held.flatMap(({ agencyCode }) => agencyCode ?? []))];
}
