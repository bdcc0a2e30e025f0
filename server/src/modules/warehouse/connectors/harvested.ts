/** A dataset as another catalogue describes it, whatever that catalogue speaks. */
import type { Bilingual } from "../../../kernel/errors.ts";

export interface HarvestedResource {
  readonly id: string;
  readonly url: string;
  /** Upper case, e.g. CSV; "" if nothing tells. */
  readonly format: string;
  readonly name: string;
  readonly bytes: number | null;
  /** ISO 8601, as given. */
  readonly modified: string | null;
}

export interface HarvestedDataset {
  /** Stays the same from harvest to harvest. */
  readonly remoteId: string;
  /** Short name for addresses: lower case, digits and hyphens. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** CKAN groups, DCAT themes. */
  readonly groups: readonly string[];
  /** Identifier or address of the licence, as given. */
  readonly licence: string | null;
  readonly organisation: string | null;
  readonly modified: string | null;
  readonly landingPage: string | null;
  readonly resources: readonly HarvestedResource[];
  /** What could not be taken over. */
  readonly problems: readonly Bilingual[];
}

export interface HarvestOptions {
  /** Told of what is wrong with the catalogue itself, e.g. a page that cannot be read. */
  readonly report?: (problem: Bilingual) => void;
  /** Pause between two requests; default 200. */
  readonly delayMs?: number;
  /** Default 2 000. */
  readonly maxPages?: number;
  readonly signal?: AbortSignal;
}

/** Of a page of a catalogue. */
export const pageBounds = { maxBytes: 64 * 1_024 ** 2, totalSeconds: 180, idleSeconds: 60 };

const preference = ["CSV", "XLSX", "JSON", "GEOJSON", "PARQUET", "ZIP"];

const formatOfType: Readonly<Record<string, string>> = {
  "text/csv": "CSV",
  "text/comma-separated-values": "CSV",
  "application/csv": "CSV",
  "text/tab-separated-values": "TSV",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
  "application/vnd.ms-excel": "XLS",
  "application/json": "JSON",
  "application/x-ndjson": "NDJSON",
  "application/geo+json": "GEOJSON",
  "application/vnd.geo+json": "GEOJSON",
  "application/vnd.apache.parquet": "PARQUET",
  "application/x-parquet": "PARQUET",
  "application/zip": "ZIP",
  "application/x-zip-compressed": "ZIP",
  "application/pdf": "PDF",
  "text/html": "HTML",
  "application/xml": "XML",
  "text/xml": "XML",
};

/** What to load: CSV, else XLSX, JSON, GeoJSON, Parquet, ZIP; undefined if none is loadable. */
export function bestResource(resources: readonly HarvestedResource[]): HarvestedResource | undefined {
  for (const format of preference) {
    const found = resources.find((resource) => resource.format === format && isWebAddress(resource.url));
    if (found) return found;
  }
  return undefined;
}

/** `formatOf(".csv", "", "")`, `formatOf("", "text/csv; charset=utf-8", "")`, `formatOf("", "", "…/a.csv")` → "CSV". */
export function formatOf(declared: string, mediaType: string, url: string): string {
  const stated = declared.trim().toLowerCase();
  const last = stated.split(/[/#]/).at(-1) ?? "";
  const byType = [stated, mediaType.toLowerCase()].map((type) => {
    const bare = type
      .replace(/^https?:\/\/www\.iana\.org\/assignments\/media-types\//, "")
      .split(";")[0]
      ?.trim();
    return bare && Object.hasOwn(formatOfType, bare) ? formatOfType[bare] : undefined;
  });
  if (byType[0]) return byType[0];
  const word = last.replace(/^\./, "").toUpperCase();
  if (word && word.length <= 20) return word === "EXCEL" ? "XLSX" : word;
  const extension = /\.([a-z0-9]{2,8})(?:[?#]|$)/i.exec(url)?.[1]?.toUpperCase() ?? "";
  return byType[1] ?? extension;
}

/** `Số liệu mưa 2025` → `so-lieu-mua-2025`. */
export function slugOf(text: string): string {
  const folded = text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  return (
    folded
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 100) || "dataset"
  );
}

/** http or https, absolute. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** Address relative to a page made absolute; as it stands if that cannot be done. */
export function absolute(text: string, base: string): string {
  return URL.canParse(text, base) ? new URL(text, base).href : text;
}

/** 1 234, "1234", "1234.0" → 1234; what is no size → null. */
export function bytesOf(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() ? Number(value) : value;
  return typeof number === "number" && number >= 0 && Number.isFinite(number) ? Math.round(number) : null;
}

/** Is it older than `since`? Without a date it is not known and counts as new. Times without zone are UTC. */
export function isOlder(modified: string | null, since: Date | undefined): boolean {
  const at = modified === null ? undefined : instantOf(modified);
  return since !== undefined && at !== undefined && at < since.getTime();
}

/** Milliseconds of an ISO time; without zone it is UTC, as CKAN writes it. */
export function instantOf(text: string): number | undefined {
  const zoned = /T.*(Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes("T") ? text : `${text}Z`;
  const at = Date.parse(zoned);
  return Number.isNaN(at) ? undefined : at;
}

/** Said of a resource whose address is no web address. */
export function addressProblem(name: string, url: string): Bilingual {
  return {
    vi: `Tài nguyên “${name}” không có địa chỉ tải được (${url.slice(0, 200)}).`,
    en: `Resource "${name}" has no address to fetch it from (${url.slice(0, 200)}).`,
  };
}
