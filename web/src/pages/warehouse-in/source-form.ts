/** The form of a new source: its members, what is missing, and what is sent. */
import { cronOf, FIRST_SCHEDULE, isSchedule, type Schedule } from "./cron.ts";
import type { LoadMode, NewSource, SourceConfig } from "./types.ts";

/** Kinds of source that can be made. */
export const SOURCE_KINDS = ["url", "database", "ckan", "dcat"] as const;

/** A source as it is being described. */
export type SourceDraft = {
  kind: (typeof SOURCE_KINDS)[number];
  title: string;
  agencyCode: string;
  dataset: string;
  mode: LoadMode;
  url: string;
  table: string;
  connectionId: string;
  query: string;
  filter: string;
  theme: string;
  schedule: Schedule;
};

/** Fields that can be wrong. */
export type SourceField = "title" | "agencyCode" | "dataset" | "url" | "connectionId" | "query" | "schedule";

/** An empty form. */
export function emptySource(agencyCode: string, dataset: string | null): SourceDraft {
  return {
    kind: "url",
    title: "",
    agencyCode,
    dataset: dataset ?? "",
    mode: "replace",
    url: "",
    table: "",
    connectionId: "",
    query: "",
    filter: "",
    theme: "",
    schedule: FIRST_SCHEDULE.day,
  };
}

/** True for kinds that make their own datasets. */
export function isHarvest(kind: SourceDraft["kind"]): boolean {
  return kind === "ckan" || kind === "dcat";
}

/** Fields that must be put right first. */
export function sourceProblems(draft: SourceDraft): SourceField[] {
  const wrong: Record<SourceField, boolean> = {
    title: draft.title.trim() === "",
    agencyCode: draft.agencyCode === "",
    dataset: !isHarvest(draft.kind) && draft.dataset === "",
    url: draft.kind !== "database" && !isWebAddress(draft.url),
    connectionId: draft.kind === "database" && draft.connectionId === "",
    query: draft.kind === "database" && draft.query.trim() === "",
    schedule: !isSchedule(draft.schedule),
  };
  return (Object.keys(wrong) as SourceField[]).filter((field) => wrong[field]);
}

/** The body that makes the source. */
export function newSourceOf(draft: SourceDraft): NewSource {
  const harvest = isHarvest(draft.kind);
  return {
    title: draft.title.trim(),
    agencyCode: draft.agencyCode,
    ...(harvest ? {} : { dataset: draft.dataset, mode: draft.mode }),
    config: configOf(draft),
    cron: cronOf(draft.schedule),
  };
}

function configOf(draft: SourceDraft): SourceConfig {
  const url = draft.url.trim();
  const theme = draft.theme ? { theme: draft.theme } : {};
  switch (draft.kind) {
    case "url":
      return { kind: "url", url, ...(draft.table.trim() ? { table: draft.table.trim() } : {}) };
    case "database":
      return { kind: "database", connectionId: draft.connectionId, query: draft.query.trim() };
    case "ckan":
      return { kind: "ckan", url, ...(draft.filter.trim() ? { filter: draft.filter.trim() } : {}), ...theme };
    case "dcat":
      return { kind: "dcat", url, ...theme };
  }
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text.trim()) && /^https?:/i.test(text.trim());
}
