/** The catalogue: finding datasets, describing them, making and changing them. */
import { compareVietnamese, fold, prepareName, rankMatch } from "@dothi/vietnam";
import type { Context } from "../../../kernel/context.ts";
import type { Bilingual } from "../../../kernel/errors.ts";
import { decodeCursor, encodeCursor } from "../../../kernel/page.ts";
import { authorise, may } from "../../../kernel/policy.ts";
import { transaction } from "../../../kernel/postgres.ts";
import { warehouseError } from "../errors.ts";
import { technicalName } from "../ingest/names.ts";
import { findLiveDataset } from "../live.ts";
import { policy } from "../policy.ts";
import { purposes } from "../protect/masks.ts";
import { mayRead, maySeeClear, rowNotice, viewOf } from "../protect/view.ts";
import {
  type ColumnsInput,
  type Dataset,
  type DatasetCard,
  type DatasetChange,
  type DatasetList,
  type DatasetsQuery,
  type Facet,
  type NewDataset,
  type Theme,
  themes,
} from "../schema/datasets.ts";
import * as store from "../store/datasets.ts";
import { listCurrentVersions, listVersionRows, type VersionRow } from "../store/versions.ts";
import { agencyNames, checkAgency } from "./people.ts";
import { getKnownDataset, protectedOf, todayOf } from "./reading.ts";
import { versionView } from "./versions.ts";

const defaultLimit = 24;

/** Datasets that the person may read, best match first, with how many of each kind there are. */
export async function listDatasets(ctx: Context, query: DatasetsQuery = {}): Promise<DatasetList> {
  authorise(ctx, policy, "read", "catalogue");
  const cards = await allCards(ctx);
  const found = searchCards(cards, query.q ?? "");
  const matches = found.filter(({ card }) => matchesFacets(card, query));
  const sorted = sortCards(matches, query);
  const offset = query.cursor === undefined ? 0 : Number(decodeCursor(query.cursor, 1)[0]);
  const limit = query.limit ?? defaultLimit;
  const items = sorted
    .slice(offset, offset + limit)
    .map(({ card, matched }) => ({ ...card, ...(matched ? { matched } : {}) }));
  const more = sorted.length > offset + limit;
  return {
    items,
    nextCursor: more ? encodeCursor([offset + limit]) : null,
    total: sorted.length,
    facets: facetsOf(found, query),
  };
}

interface Entry {
  readonly card: DatasetCard;
  readonly words: {
    readonly title: string;
    readonly name: string;
    readonly tags: readonly string[];
    readonly columns: readonly string[];
    readonly description: string;
  };
}

/** Every dataset the person may read. A catalogue of some thousands is searched in memory in milliseconds. */
async function allCards(ctx: Context): Promise<Entry[]> {
  const [rows, versions, agencies] = await Promise.all([
    store.listDatasetRows(ctx),
    listCurrentVersions(ctx),
    agencyNames(ctx),
  ]);
  const current = new Map(versions.map((version) => [version.datasetId, version]));
  const today = todayOf(ctx);
  return rows
    .filter((row) => mayRead(ctx.actor, protectedOf(row), today))
    .map((row) => ({
      card: cardOf(row, { version: current.get(row.id), agencies, now: ctx.now() }),
      words: {
        title: `${row.title.vi} ${row.title.en}`,
        name: row.name,
        tags: row.tags,
        columns: row.columns.map(({ name, label }) => `${label.vi} ${label.en} ${name}`),
        description: `${row.description.vi} ${row.description.en}`,
      },
    }));
}

export function cardOf(
  row: store.DatasetRow,
  known: { version: VersionRow | undefined; agencies: ReadonlyMap<string, Bilingual>; now: Date },
): DatasetCard {
  const { version } = known;
  const updatedAt = row.kind === "live" ? known.now : (version?.publishedAt ?? version?.createdAt ?? null);
  return {
    name: row.name,
    title: row.title,
    description: row.description,
    theme: row.theme,
    tags: row.tags,
    agency: {
      code: row.agencyCode,
      name: known.agencies.get(row.agencyCode) ?? { vi: row.agencyCode, en: row.agencyCode },
    },
    access: row.access,
    kind: row.kind,
    simulated: row.simulated,
    licence: row.licence,
    source: row.source,
    updateEvery: row.updateEvery,
    rowCount: row.kind === "live" ? null : (version?.rowCount ?? null),
    columnCount: row.columns.length,
    spatial: isSpatial(row),
    version: row.currentVersion,
    updatedAt: updatedAt?.toISOString() ?? null,
    overdue: isOverdue(row.updateEvery, updatedAt, known.now),
    qualityScore: version?.qualityScore ?? null,
  };
}

function isSpatial(row: store.DatasetRow): boolean {
  const names = new Set(row.columns.map(({ name }) => name));
  return (
    row.columns.some(({ type }) => type === "geometry") ||
    ((names.has("lon") || names.has("kinh_do")) && (names.has("lat") || names.has("vi_do")))
  );
}

/** Later than the usual time and a quarter of it. */
function isOverdue(every: string | null, updatedAt: Date | null, now: Date): boolean {
  const hours = every === null ? null : hoursOf(every);
  return (
    hours !== null && updatedAt !== null && now.getTime() - updatedAt.getTime() > hours * 1.25 * 3_600_000
  );
}

/** `P1D` → 24; months count 30.5 days. Null for what is not a duration. */
export function hoursOf(duration: string): number | null {
  const parts = [...duration.matchAll(/(T?)(\d+)([YMWDH])/g)];
  const hours: Record<string, number> = { Y: 8_766, M: 732, W: 168, D: 24, H: 1 };
  return parts.length === 0
    ? null
    : parts.reduce((sum, [, , count, unit]) => sum + Number(count) * (hours[unit ?? ""] ?? 0), 0);
}

interface Found {
  readonly card: DatasetCard;
  readonly score: number;
  readonly matched: DatasetCard["matched"];
}

const weights = { title: 1_000, name: 900, tag: 500, column: 200, description: 100 } as const;

/** Every word must be found somewhere; where decides the rank. */
function searchCards(entries: readonly Entry[], q: string): Found[] {
  const words = q.normalize("NFC").trim();
  if (fold(words) === "") return entries.map(({ card }) => ({ card, score: 0, matched: undefined }));
  return entries.flatMap(({ card, words: known }): Found[] => {
    const places = [
      ["title", [known.title]],
      ["name", [known.name, known.name.replaceAll("_", " ")]],
      ["tag", known.tags],
      ["column", known.columns],
      ["description", [known.description]],
    ] as const;
    const hits = places.flatMap(([where, texts]) =>
      texts.flatMap((text) => {
        const rank = rankMatch(words, text);
        return rank > 0 ? [{ where, text: text.slice(0, 200), score: weights[where] + rank }] : [];
      }),
    );
    if (
      hits.length === 0 &&
      !everyWordSomewhere(
        words,
        places.flatMap(([, texts]) => [...texts]),
      )
    )
      return [];
    const best = hits.toSorted((a, b) => b.score - a.score).slice(0, 3);
    return [{ card, score: best[0]?.score ?? 1, matched: best.map(({ where, text }) => ({ where, text })) }];
  });
}

function everyWordSomewhere(words: string, texts: readonly string[]): boolean {
  const all = prepareName(texts.join(" ")).folded;
  return fold(words)
    .split(/\s+/)
    .every((word) => all.includes(word));
}

function matchesFacets(card: DatasetCard, query: DatasetsQuery, but?: string): boolean {
  const tests: [string, boolean][] = [
    ["theme", query.theme === undefined || card.theme === query.theme],
    ["agency", query.agency === undefined || card.agency.code === query.agency],
    ["access", query.access === undefined || card.access === query.access],
    ["kind", query.kind === undefined || card.kind === query.kind],
    ["tag", query.tag === undefined || card.tags.includes(query.tag)],
    ["simulated", query.simulated === undefined || card.simulated === query.simulated],
  ];
  return tests.every(([name, ok]) => ok || name === but);
}

function sortCards(found: readonly Found[], query: DatasetsQuery): Found[] {
  const by = query.sort ?? (query.q ? "relevance" : "title");
  const title = (a: Found, b: Found) => compareVietnamese(a.card.title.vi, b.card.title.vi);
  const orders: Record<string, (a: Found, b: Found) => number> = {
    relevance: (a, b) => b.score - a.score || title(a, b),
    title,
    updated: (a, b) => (b.card.updatedAt ?? "").localeCompare(a.card.updatedAt ?? "") || title(a, b),
    rows: (a, b) => (b.card.rowCount ?? -1) - (a.card.rowCount ?? -1) || title(a, b),
    quality: (a, b) => (b.card.qualityScore ?? -1) - (a.card.qualityScore ?? -1) || title(a, b),
  };
  return found.toSorted(orders[by] ?? title);
}

const accessWords: Record<string, Bilingual> = {
  open: { vi: "Mở", en: "Open" },
  city: { vi: "Dùng chung", en: "Shared" },
  agency: { vi: "Nội bộ", en: "Internal" },
};
const kindWords: Record<string, Bilingual> = {
  table: { vi: "Bảng", en: "Table" },
  live: { vi: "Trực tiếp", en: "Live" },
  query: { vi: "Từ truy vấn", en: "From a query" },
};

/** Each facet counts what the other choices leave. */
function facetsOf(found: readonly Found[], query: DatasetsQuery): DatasetList["facets"] {
  const count = (
    facet: string,
    valuesOf: (card: DatasetCard) => readonly { value: string; label: Bilingual }[],
  ): Facet[] => {
    const counts = new Map<string, Facet>();
    for (const { card } of found) {
      if (!matchesFacets(card, query, facet)) continue;
      for (const { value, label } of valuesOf(card))
        counts.set(value, { value, label, count: (counts.get(value)?.count ?? 0) + 1 });
    }
    return [...counts.values()]
      .sort((a, b) => b.count - a.count || compareVietnamese(a.label.vi, b.label.vi))
      .slice(0, 60);
  };
  const same = (text: string): Bilingual => ({ vi: text, en: text });
  return {
    theme: count("theme", (card) => [{ value: card.theme, label: themes[card.theme] ?? same(card.theme) }]),
    agency: count("agency", (card) => [{ value: card.agency.code, label: card.agency.name }]),
    access: count("access", (card) => [
      { value: card.access, label: accessWords[card.access] ?? same(card.access) },
    ]),
    kind: count("kind", (card) => [{ value: card.kind, label: kindWords[card.kind] ?? same(card.kind) }]),
    tag: count("tag", (card) => card.tags.map((tag) => ({ value: tag, label: same(tag) }))),
  };
}

/** One dataset, with what the person may do with it. @throws `warehouse.dataset-unknown` */
export async function getDataset(ctx: Context, name: string): Promise<Dataset> {
  authorise(ctx, policy, "read", "catalogue");
  const row = await getKnownDataset(ctx, name);
  const [versions, agencies] = await Promise.all([listVersionRows(ctx, row.id), agencyNames(ctx)]);
  const guarded = protectedOf(row);
  const today = todayOf(ctx);
  const view = viewOf(ctx.actor, guarded, { today });
  const can = (action: string, thing: string) =>
    may(ctx.actor, policy, action, thing, { agencyCode: row.agencyCode });
  const clear = maySeeClear(ctx.actor, guarded, today);
  const load = row.kind === "table" && can("load", "dataset");
  const draft =
    load || can("publish", "version") ? versions.find(({ state }) => state === "draft") : undefined;
  const version = versions.find(({ number }) => number === row.currentVersion);
  return {
    ...cardOf(row, { version, agencies, now: ctx.now() }),
    key: row.key,
    columns: row.columns
      .filter((column) => (view.masks.get(column.name) ?? "redact") !== "hidden")
      .map(
        ({
          name: column,
          type,
          sourceName,
          label,
          description,
          unit,
          codes,
          term,
          class: kind,
          classStatus,
        }) => ({
          ...{
            name: column,
            type,
            sourceName,
            label,
            description,
            unit,
            codes,
            term,
            class: kind,
            classStatus,
          },
          shown: view.masks.get(column) ?? "redact",
        }),
      ),
    retention: row.retention,
    createdAt: row.createdAt.toISOString(),
    rowNotice: rowNotice(view),
    may: {
      edit: can("edit", "dataset"),
      load,
      publish: can("publish", "version"),
      setQuality: row.kind !== "live" && can("set", "quality"),
      confirmClass: can("confirm", "class"),
      setAccess: can("set", "access"),
      proposeRelease: row.kind !== "live" && can("propose", "release"),
      approveRelease: row.kind !== "live" && can("approve", "release"),
      readLog: can("read", "read-log"),
      seeClear: clear,
    },
    purposes: clear ? purposes : [],
    pending: draft ? versionView(row, draft) : null,
  };
}

/** @throws `warehouse.dataset-exists`, `registry.agency-unknown` */
export async function createDataset(ctx: Context, input: NewDataset): Promise<Dataset> {
  authorise(ctx, policy, "create", "dataset", { agencyCode: input.agencyCode });
  await checkAgency(ctx, input.agencyCode);
  const name = input.name ?? (await freeName(ctx, input.title.vi));
  const id = await store.insertDataset(ctx, {
    name,
    kind: "table",
    title: { vi: input.title.vi, en: input.title.en || input.title.vi },
    description: input.description ?? { vi: "", en: "" },
    theme: input.theme as Theme,
    tags: input.tags ?? [],
    agencyCode: input.agencyCode,
    access: input.access ?? "agency",
    licence: input.licence ?? "",
    source: input.source ?? { vi: "", en: "" },
    simulated: false,
    updateEvery: input.updateEvery ?? null,
    key: input.key ?? [],
    createdBy: ctx.actor.kind === "account" ? ctx.actor.accountId : null,
    now: ctx.now(),
  });
  if (id === undefined) throw warehouseError("dataset-exists", { dataset: name });
  return getDataset(ctx, name);
}

async function freeName(ctx: Context, title: string): Promise<string> {
  const base = (technicalName(title) || "bo_du_lieu").slice(0, 50).padEnd(3, "_");
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}_${n}`;
    if (!(await store.findDatasetRow(ctx, { name }))) return name;
  }
}

/** @throws `warehouse.column-unknown` for a key of columns that are not there */
export async function changeDataset(ctx: Context, name: string, change: DatasetChange): Promise<Dataset> {
  authorise(ctx, policy, "read", "catalogue");
  const row = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "edit", "dataset", { agencyCode: row.agencyCode });
  if (change.access) authorise(ctx, policy, "set", "access", { agencyCode: row.agencyCode });
  for (const column of change.key ?? [])
    if (row.columns.length > 0 && !row.columns.some((one) => one.name === column))
      throw warehouseError("column-unknown", { dataset: name, column });
  const { retention, ...plain } = change;
  await store.updateDataset(ctx, row.id, {
    ...(plain as Parameters<typeof store.updateDataset>[2]),
    ...(retention ? { keepVersions: retention.keepVersions, keepDays: retention.keepDays } : {}),
  });
  return getDataset(ctx, name);
}

/** Puts a dataset away: it is in no list and cannot be read; its versions stay for the record. */
export async function archiveDataset(ctx: Context, name: string): Promise<void> {
  authorise(ctx, policy, "read", "catalogue");
  const row = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "edit", "dataset", { agencyCode: row.agencyCode });
  if (findLiveDataset(name)) throw warehouseError("dataset-live", { dataset: name });
  await store.updateDataset(ctx, row.id, { archivedAt: ctx.now() });
}

/** Writes dictionary entries of columns; a type set here holds for the next loads. @throws `warehouse.column-unknown` */
export async function describeColumns(ctx: Context, name: string, input: ColumnsInput): Promise<Dataset> {
  authorise(ctx, policy, "read", "catalogue");
  const row = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "edit", "dataset", { agencyCode: row.agencyCode });
  for (const { name: column } of input.columns)
    if (!row.columns.some((one) => one.name === column))
      throw warehouseError("column-unknown", { dataset: name, column });
  await transaction(ctx, async (inner) => {
    for (const { name: column, ...change } of input.columns) {
      const known = row.columns.find((one) => one.name === column);
      const typed = change.type !== undefined && change.type !== known?.type ? { type: change.type } : {};
      const { type: _type, ...plain } = change;
      await store.updateColumn(inner, row.id, column, {
        ...(plain as Parameters<typeof store.updateColumn>[3]),
        ...typed,
      });
    }
    await store.updateDataset(inner, row.id, {});
  });
  return getDataset(ctx, name);
}
