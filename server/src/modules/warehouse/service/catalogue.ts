/** Finding datasets: search with and without marks, facets, order. */
import { compareVietnamese, fold, prepareName, rankMatch } from "@dothi/vietnam";
import type { Context } from "../../../kernel/context.ts";
import type { Bilingual } from "../../../kernel/errors.ts";
import { decodeCursor, encodeCursor } from "../../../kernel/page.ts";
import { authorise } from "../../../kernel/policy.ts";
import { policy } from "../policy.ts";
import { mayRead } from "../protect/view.ts";
import {
  type DatasetCard,
  type DatasetList,
  type DatasetsQuery,
  type Facet,
  themes,
} from "../schema/datasets.ts";
import * as store from "../store/datasets.ts";
import { listCurrentVersions, type VersionRow } from "../store/versions.ts";
import { agencyNames } from "./people.ts";
import { protectedOf, todayOf } from "./reading.ts";

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
