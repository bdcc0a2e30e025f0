/** Members of ZIP and gzip files, unpacked as a stream under limits that trust nothing the file says. */
import { gunzip, inflateRaw } from "./inflate.ts";
import { asReaderError, type Notice, notice, ReaderError, type Reason, reason } from "./reasons.ts";
import { type ByteSource, readFromStream, type StreamSource } from "./source.ts";
import { dataStart, readZipDirectory, type ZipEntry } from "./zip-directory.ts";

/** Bounds on an archive. */
export interface ContainerLimits {
  readonly maxMembers: number;
  /** Unpacked bytes of all members together, each counted at its longest reading. */
  readonly maxTotalBytes: number;
  /** Unpacked bytes for one packed byte, beyond the first `ratioFreeBytes` of a member. */
  readonly maxRatio: number;
  readonly ratioFreeBytes: number;
}

/** The bounds used where the caller gives none. */
export const DEFAULT_CONTAINER_LIMITS: ContainerLimits = {
  maxMembers: 10_000,
  maxTotalBytes: 17_179_869_184,
  maxRatio: 200,
  ratioFreeBytes: 10_485_760,
};

/** One file inside an archive; nothing is written to disk here, so no path can do harm. */
export interface Member {
  readonly path: string;
  readonly compressedBytes: number;
  /** Unpacked bytes as the archive claims; null for gzip, which does not say. */
  readonly bytes: number | null;
  /** Why it cannot be opened (password, method); null when it can. */
  readonly refusal: Reason | null;
  readonly notices: Notice[];
  /** Its bytes; errors while reading are ReaderErrors. */
  open(): StreamSource;
}

/** Counts what all members of one archive unpacked to. */
export interface Budget {
  readonly limits: ContainerLimits;
  readonly longest: Map<string, number>;
  total: number;
}

/**
 * The members of a ZIP or gzip file, directories left out. A gzip member inside a ZIP can itself be opened by
 * `openGzip`; an archive deeper than that is the caller's to refuse with `refuseNested`.
 * Throws ReaderError `zip-damaged`, `too-many-members`, `zip-overlap`.
 */
export async function* openContainer(
  source: ByteSource,
  format: "zip" | "gzip",
  options: { readonly fileName?: string; readonly limits?: Partial<ContainerLimits> } = {},
): AsyncGenerator<Member> {
  const limits = { ...DEFAULT_CONTAINER_LIMITS, ...options.limits };
  if (format === "gzip") {
    yield openGzip(source, options.fileName ?? "", limits);
    return;
  }
  const budget = newBudget(limits);
  let entries: ZipEntry[];
  try {
    entries = await readZipDirectory(source, limits.maxMembers);
  } catch (error) {
    throw asReaderError(error);
  }
  for (const entry of entries) {
    if (!entry.directory) yield zipMember(source, entry, budget);
  }
}

/** The one content of a gzip file or gzip member; its name is the file's without `.gz`. */
export function openGzip(
  source: StreamSource,
  fileName: string,
  limits: Partial<ContainerLimits> = {},
): Member {
  const path = fileName.replace(/\.(gz|gzip)$/i, "") || "data";
  const budget = newBudget({ ...DEFAULT_CONTAINER_LIMITS, ...limits });
  const stream = (): AsyncIterable<Uint8Array> => {
    let packed = 0;
    const counted = tap(source.stream(), (bytes) => {
      packed += bytes;
    });
    return guarded(() => gunzip(counted), { path, packed: () => packed, declared: null, budget });
  };
  return {
    path,
    compressedBytes: source.size ?? 0,
    bytes: null,
    refusal: null,
    notices: [],
    open: () => streamSource(null, stream),
  };
}

/** The reason for an archive found at `depth` (0 = the file itself) that is not to be opened; null when it may. */
export function refuseNested(path: string, format: string, depth: number): Reason | null {
  if (depth === 0 || (format !== "zip" && format !== "gzip")) return null;
  return depth === 1 && format === "gzip" ? null : reason("nested-archive", { path });
}

/** One part of an opened ZIP as a stream under the same guard; for readers of formats that are ZIP files. */
export function zipMember(source: ByteSource, entry: ZipEntry, budget: Budget): Member {
  const { path, compressedBytes, bytes } = entry;
  const notices: Notice[] = [];
  const stream = (): AsyncIterable<Uint8Array> =>
    guarded(() => unpack(source, entry), {
      path,
      packed: () => compressedBytes,
      declared: bytes,
      budget,
      notices,
    });
  const refusal = refusalOf(entry);
  return {
    path,
    compressedBytes,
    bytes,
    refusal,
    notices,
    open: () => {
      if (entry.encrypted) throw new ReaderError("zip-encrypted", { path });
      if (refusal) throw new ReaderError("zip-method", { path, method: entry.method });
      return streamSource(bytes, stream);
    },
  };
}

/** A fresh count for one archive. */
export function newBudget(limits: ContainerLimits): Budget {
  return { limits, longest: new Map(), total: 0 };
}

function refusalOf(entry: ZipEntry): Reason | null {
  const { path, method } = entry;
  if (entry.encrypted) return reason("zip-encrypted", { path });
  return method === 0 || method === 8 ? null : reason("zip-method", { path, method });
}

async function* unpack(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const start = await dataStart(source, entry);
  const packed = slice(source, start, start + entry.compressedBytes);
  if (entry.compressedBytes > 0) yield* entry.method === 0 ? packed : inflateRaw(packed);
}

async function* slice(source: ByteSource, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += 262_144) {
    const chunk = await source.read(at, Math.min(end, at + 262_144));
    if (chunk.length === 0) throw new Error("unexpected end of file");
    yield chunk;
  }
}

async function* tap(
  chunks: AsyncIterable<Uint8Array>,
  seen: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    seen(chunk.length);
    yield chunk;
  }
}

interface Guard {
  readonly path: string;
  readonly packed: () => number;
  readonly declared: number | null;
  readonly budget: Budget;
  readonly notices?: Notice[];
}

async function* guarded(open: () => AsyncIterable<Uint8Array>, guard: Guard): AsyncGenerator<Uint8Array> {
  const { path, budget, declared } = guard;
  const { maxRatio, maxTotalBytes, ratioFreeBytes } = budget.limits;
  let bytes = 0;
  try {
    for await (const chunk of open()) {
      bytes += chunk.length;
      if (bytes > ratioFreeBytes && bytes > guard.packed() * maxRatio) {
        throw new ReaderError("ratio-too-high", { path, limit: maxRatio });
      }
      const known = budget.longest.get(path) ?? 0;
      if (bytes > known) {
        budget.total += bytes - known;
        budget.longest.set(path, bytes);
      }
      if (budget.total > maxTotalBytes) throw new ReaderError("too-many-bytes", { limit: maxTotalBytes });
      yield chunk;
    }
  } catch (error) {
    throw asReaderError(error, "member-damaged", { path });
  }
  if (declared !== null && declared !== bytes && guard.notices?.length === 0) {
    guard.notices.push(notice("member-size", { path, bytes, declared }));
  }
}

function streamSource(size: number | null, stream: () => AsyncIterable<Uint8Array>): StreamSource {
  return {
    size,
    read: (start, end) => readFromStream(stream(), start, end),
    stream: (start = 0) => (start === 0 ? stream() : skip(stream(), start)),
  };
}

async function* skip(chunks: AsyncIterable<Uint8Array>, start: number): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of chunks) {
    const rest = chunk.subarray(Math.max(0, start - at));
    if (rest.length > 0) yield rest;
    at += chunk.length;
  }
}
