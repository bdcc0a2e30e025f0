/** Harvests a DCAT catalogue: data.json, JSON-LD, Turtle, N-Triples, RDF/XML, with pages. */
import { AppError, type Bilingual } from "../../../kernel/errors.ts";
import { readDataJsonEntry } from "./data-json.ts";
import { nextPages, readDatasets } from "./dcat-dataset.ts";
import { type DcatDocument, dcatAccept, readDcat } from "./dcat-read.ts";
import { type HarvestEffects, wait } from "./effects.ts";
import { absolute, type HarvestedDataset, type HarvestOptions, isOlder } from "./harvested.ts";
import { getPage, type Page } from "./page.ts";

export interface DcatRequest extends HarvestOptions {
  readonly url: string;
  /** Only what was modified at or after this time, or does not say. */
  readonly since?: Date;
}

/**
 * All datasets, each once, over all pages (hydra:next, header Link). After the first page a page that cannot be
 * read is told to `report`; what other pages hold is still given.
 * @throws `warehouse.source-not-catalogue` for the first page; `warehouse.source-…` when it cannot be reached
 */
export async function* listDcat(
  effects: HarvestEffects,
  request: DcatRequest,
): AsyncGenerator<HarvestedDataset> {
  const seen = new Set<string>();
  for await (const { page, document } of listPages(effects, request)) {
    for (const problem of document.problems) request.report?.(problem);
    for (const one of datasetsOf(document, page.url)) {
      if (seen.has(one.remoteId)) continue;
      seen.add(one.remoteId);
      if (!isOlder(one.modified, request.since)) yield one;
    }
  }
}

interface ReadPage {
  readonly page: Page;
  readonly document: DcatDocument;
}

async function* listPages(effects: HarvestEffects, request: DcatRequest): AsyncGenerator<ReadPage> {
  const visited = new Set<string>();
  const waiting = [request.url];
  const maxPages = request.maxPages ?? 2_000;
  while (waiting.length > 0) {
    const url = waiting.shift() ?? "";
    if (visited.has(url)) continue;
    if (visited.size >= maxPages) return void request.report?.(tooMany(maxPages));
    const isFirst = visited.size === 0;
    if (!isFirst) await wait(effects, request.delayMs ?? 200);
    visited.add(url);
    const read = await readPage(effects, url, request.signal).catch(isFirst ? rethrow : tell(url, request));
    if (!read) continue;
    yield read;
    waiting.push(...following(read.page, read.document));
  }
}

async function readPage(
  effects: HarvestEffects,
  url: string,
  signal: AbortSignal | undefined,
): Promise<ReadPage> {
  const page = await getPage(effects, url, dcatAccept, signal);
  return { page, document: await readDcat(page) };
}

function rethrow(error: unknown): never {
  throw error;
}

/** A later page that fails is told of and left out. */
function tell(url: string, request: DcatRequest): (error: unknown) => undefined {
  return (error) => {
    if (!(error instanceof AppError)) throw error;
    request.report?.(unreadable(url, error));
  };
}

function datasetsOf(document: DcatDocument, base: string): readonly HarvestedDataset[] {
  if (document.statements) return readDatasets(document.statements, base);
  return document.entries.flatMap((entry) => readDataJsonEntry(entry, base) ?? []);
}

function following(page: Page, document: DcatDocument): string[] {
  const link = /<([^>]{1,2000})>[^,]*;\s*rel="?next"?/i.exec(page.headers.link ?? "")?.[1];
  const named = [link, document.next].flatMap((one) => (one ? [absolute(one, page.url)] : []));
  return [...named, ...(document.statements ? nextPages(document.statements, page.url) : [])];
}

function tooMany(pages: number): Bilingual {
  return {
    vi: `Danh mục có hơn ${pages} trang; đã dừng.`,
    en: `The catalogue has more than ${pages} pages; stopped there.`,
  };
}

function unreadable(url: string, error: AppError): Bilingual {
  return {
    vi: `Không đọc được trang ${url.slice(0, 300)}: ${error.title.vi}`,
    en: `Page ${url.slice(0, 300)} could not be read: ${error.title.en}`,
  };
}
