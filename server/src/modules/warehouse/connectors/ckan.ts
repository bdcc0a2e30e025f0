/** Harvests another CKAN (2.9 and later) by its Action API, page by page, and only what has changed. */
import { AppError, type Bilingual } from "../../../kernel/errors.ts";
import { listOf, objectOf, readPackage, textOf } from "./ckan-dataset.ts";
import { sourceError } from "./connector-errors.ts";
import { type HarvestEffects, wait } from "./effects.ts";
import { type HarvestedDataset, type HarvestOptions, instantOf, isOlder } from "./harvested.ts";
import { getPage } from "./page.ts";

export interface CkanRequest extends HarvestOptions {
  /** The portal, with or without `/dataset`, `/api/3/action/…`. */
  readonly url: string;
  /** A filter query of package_search, e.g. `organization:so-xay-dung`. */
  readonly filter?: string;
  /** Only what was modified at or after this time. */
  readonly since?: Date;
}

/** Where the search stands: everything modified at or after `from`, from the `start`th of it. */
interface Position {
  readonly from: number | undefined;
  readonly start: number;
}

interface Found {
  readonly datasets: readonly HarvestedDataset[];
  /** Results on the page, with those that could not be read. */
  readonly size: number;
}

interface Search {
  readonly effects: HarvestEffects;
  readonly request: CkanRequest;
  readonly base: string;
  /** By time of change, or by id where the portal refuses that order. */
  readonly byTime: boolean;
}

const pageRows = 100;
const pieceRows = 10;
const maxBrokenInRow = 5;

/**
 * All datasets, each once, oldest change first. A page that cannot be read is asked for in pieces; what remains
 * unreadable is told to `report` and left out. Where package_search is missing, package_list and package_show serve.
 * @throws `warehouse.source-not-catalogue` when it is no CKAN; `warehouse.source-…` when it cannot be reached
 */
export async function* listCkan(
  effects: HarvestEffects,
  request: CkanRequest,
): AsyncGenerator<HarvestedDataset> {
  const base = portalOf(request.url);
  const search = { effects, request, base };
  const start: Position = { from: request.since?.getTime(), start: 0 };
  for (const byTime of [true, false]) {
    let first: Found;
    try {
      first = await searchPage({ ...search, byTime }, start, pageRows);
    } catch (error) {
      if (isUnreadable(error)) {
        yield* searchAll({ ...search, byTime }, start, undefined);
        return;
      }
      if (!isRefusal(error)) throw error;
      continue;
    }
    yield* searchAll({ ...search, byTime }, start, first);
    return;
  }
  if (request.filter)
    throw sourceError("source-not-catalogue", { url: request.url, reason: "package_search" });
  yield* showAll({ ...search, byTime: false });
}

async function* searchAll(
  search: Search,
  start: Position,
  first: Found | undefined,
): AsyncGenerator<HarvestedDataset> {
  const seen = new Set<string>();
  const maxPages = search.request.maxPages ?? 2_000;
  let position = start;
  let found = first;
  let broken = 0;
  for (let page = 0; page < maxPages; page++) {
    if (page > 0) await wait(search.effects, search.request.delayMs ?? 200);
    found ??= await searchPage(search, position, pageRows).catch(unlessUnreadable);
    let rows = pageRows;
    if (found) broken = 0;
    else {
      found = await searchPieces(search, position);
      broken = found.datasets.length === 0 ? broken + 1 : 0;
      rows = found.size;
    }
    const fresh = found.datasets.filter((one) => !seen.has(one.remoteId));
    for (const one of fresh) {
      seen.add(one.remoteId);
      if (search.byTime || !isOlder(one.modified, search.request.since)) yield one;
    }
    if (found.size < rows || found.size === 0) return;
    if (broken >= maxBrokenInRow || (fresh.length === 0 && found.datasets.length > 0)) {
      search.request.report?.(stopped(position.start));
      return;
    }
    position = next(search, position, found);
    found = undefined;
  }
  search.request.report?.(stopped(position.start));
}

/**
 * Datasets changed while we read move to the end, and counting alone would then skip others; so the next page
 * begins at the last time seen, after those of this page that bear it.
 */
function next(search: Search, position: Position, found: Found): Position {
  const times = found.datasets.map((one) => (one.modified === null ? undefined : instantOf(one.modified)));
  const last = times.at(-1);
  const advanced = last !== undefined && (position.from === undefined || last > position.from);
  const readable = times.length === found.size && times.every((time) => time !== undefined);
  if (!search.byTime || !advanced || !readable) return { ...position, start: position.start + found.size };
  return { from: last, start: times.filter((time) => time === last).length };
}

async function searchPage(search: Search, position: Position, rows: number): Promise<Found> {
  const { byTime, base, request } = search;
  const since = byTime && position.from !== undefined ? new Date(position.from).toISOString() : undefined;
  const filters = [
    ...(request.filter ? [`+(${request.filter})`] : []),
    ...(since ? [`+metadata_modified:[${since} TO *]`] : []),
  ];
  const query = new URLSearchParams({
    rows: String(rows),
    start: String(position.start),
    sort: byTime ? "metadata_modified asc, id asc" : "id asc",
    ...(filters.length > 0 ? { fq: filters.join(" ") } : {}),
  });
  const result = objectOf(await action(search, `package_search?${query}`));
  if (!Array.isArray(result.results)) throw notCatalogue(base, "package_search");
  const datasets = result.results.flatMap((one) => readPackage(one, base) ?? []);
  return { datasets, size: result.results.length };
}

/** A page that cannot be read, ten datasets at a time; the piece at fault is left out. */
async function searchPieces(search: Search, position: Position): Promise<Found> {
  const datasets: HarvestedDataset[] = [];
  let size = 0;
  for (let done = 0; done < pageRows; done += pieceRows) {
    await wait(search.effects, search.request.delayMs ?? 200);
    const start = position.start + done;
    const piece = await searchPage(search, { ...position, start }, pieceRows).catch(unlessUnreadable);
    if (!piece) search.request.report?.(skipped(start + 1, start + pieceRows));
    datasets.push(...(piece?.datasets ?? []));
    size += piece?.size ?? pieceRows;
    if (piece && piece.size < pieceRows) break;
  }
  // A last piece that is short ends the harvest, as a short page does.
  return { datasets, size: size < pageRows ? 0 : size };
}

async function* showAll(search: Search): AsyncGenerator<HarvestedDataset> {
  const { base, request, effects } = search;
  const names = listOf(await action(search, "package_list"))
    .map(textOf)
    .filter(Boolean);
  const limit = (request.maxPages ?? 2_000) * pageRows;
  if (names.length > limit) request.report?.(stopped(limit));
  for (const name of [...new Set(names)].slice(0, limit)) {
    await wait(effects, request.delayMs ?? 200);
    const shown = await action(search, `package_show?id=${encodeURIComponent(name)}`).catch(
      (error: unknown) => {
        if (!isUnreadable(error) && !isRefusal(error)) throw error;
        request.report?.(unreadable(name));
        return undefined;
      },
    );
    const dataset = shown === undefined ? undefined : readPackage(shown, base);
    if (dataset && !isOlder(dataset.modified, request.since)) yield dataset;
  }
}

async function action(search: Search, call: string): Promise<unknown> {
  const url = `${search.base}/api/3/action/${call}`;
  const page = await getPage(search.effects, url, "application/json", search.request.signal);
  let answer: unknown;
  try {
    answer = JSON.parse(page.text);
  } catch (cause) {
    throw sourceError("source-not-catalogue", { url, reason: "JSON" }, { cause });
  }
  const { success, result } = objectOf(answer);
  if (success !== true) throw notCatalogue(url, "success: false");
  return result;
}

/** `https://x.vn/data/vi/dataset?q=1`, `https://x.vn/data/api/3/action/package_search` → `https://x.vn/data`. */
function portalOf(text: string): string {
  if (!URL.canParse(text)) throw sourceError("source-address-invalid", { url: text });
  const url = new URL(text);
  url.search = "";
  url.hash = "";
  url.pathname = url.pathname.replace(/\/(api(\/\d)?(\/.*)?|dataset(\/.*)?|(vi|en)(\/dataset.*)?)$/, "");
  return url.href.replace(/\/+$/, "");
}

/** The portal answers, but not to this call: 4xx, or it has no such action. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  if (error.code === "warehouse.source-not-catalogue") return true;
  const status = Number(error.details.status);
  return error.code === "warehouse.source-status" && status !== 401 && status !== 429;
}

/** It came as the right page, but broken: JSON cut short, or the server fails on a dataset of that page. */
function isUnreadable(error: unknown): boolean {
  return (
    error instanceof AppError && error.code === "warehouse.source-not-catalogue" && error.cause !== undefined
  );
}

/** In mid harvest an error page or a failing server costs that page only. */
function unlessUnreadable(error: unknown): undefined {
  const isPage = error instanceof AppError && error.code === "warehouse.source-not-catalogue";
  if (isPage || (error instanceof AppError && Number(error.details.status) >= 500)) return undefined;
  throw error;
}

function notCatalogue(url: string, reason: string): Error {
  return sourceError("source-not-catalogue", { url, reason });
}

function stopped(at: number): Bilingual {
  return {
    vi: `Cổng nguồn lặp lại các trang hoặc có quá nhiều trang; dừng ở vị trí ${at}.`,
    en: `The portal repeats its pages or has too many; stopped at position ${at}.`,
  };
}

function skipped(from: number, to: number): Bilingual {
  return {
    vi: `Không đọc được các tập dữ liệu thứ ${from}–${to} của cổng nguồn; đã bỏ qua.`,
    en: `Datasets ${from}–${to} of the portal could not be read and were left out.`,
  };
}

function unreadable(name: string): Bilingual {
  return {
    vi: `Không đọc được tập dữ liệu “${name}” của cổng nguồn.`,
    en: `Dataset "${name}" of the portal could not be read.`,
  };
}
