/** The tables of an uploaded file: itself, members of an archive, sheets of a workbook. */
import {
  type ByteSource,
  detectFormat,
  type Format,
  inMemory,
  type Notice,
  openContainer,
  openGzip,
  openTables,
  ReaderError,
  type Reason,
  type ReasonCode,
  type StreamSource,
  type TableReader,
} from "@dothi/readers";
import type { FileStore } from "../../../kernel/files.ts";
import { warehouseError } from "../errors.ts";

/** A table that can be loaded. `reader` is null for delimited text, which packages/tabular reads. */
export interface FileTable {
  /** `""` = the file; `member.csv`; `#Sheet1`; `member.xlsx#Sheet1`. */
  readonly path: string;
  readonly name: string;
  readonly format: Format;
  readonly hidden: boolean;
  readonly bytes: number | null;
  readonly source: StreamSource;
  readonly reader: TableReader | null;
}

export interface FileTables {
  readonly format: Format;
  readonly tables: readonly FileTable[];
  /** Members that could not be used, and why. */
  readonly notices: readonly Notice[];
}

/** A workbook inside an archive is unpacked into memory up to this size. */
const mostWorkbookBytes = 512 * 1024 ** 2;

/** @throws `kernel.file-unknown` */
export async function fileSource(files: FileStore, hash: string): Promise<ByteSource> {
  const size = await files.size(hash);
  return {
    size,
    read: (start, end) => files.read(hash, start, Math.min(end, size)),
    stream: (start = 0) => streamFrom(files, hash, start),
  };
}

async function* streamFrom(files: FileStore, hash: string, start: number): AsyncGenerator<Uint8Array> {
  let skip = start;
  for await (const chunk of await files.open(hash)) {
    const bytes = chunk as Buffer;
    if (skip >= bytes.length) skip -= bytes.length;
    else {
      yield skip > 0 ? bytes.subarray(skip) : bytes;
      skip = 0;
    }
  }
}

/** @throws `warehouse.file-unreadable` with the reason, when there is nothing to load in it */
export async function tablesOfFile(source: ByteSource, fileName: string): Promise<FileTables> {
  try {
    const found = await detectFormat(source, fileName);
    if (found.refusal) throw unreadable(found.refusal);
    if (found.format !== "zip" && found.format !== "gzip")
      return {
        format: found.format,
        tables: await openOne(source, found.format, { path: "", name: fileName }),
        notices: [],
      };
    const { tables, notices } = await tablesOfArchive(source, found.format, fileName);
    const [first] = notices;
    if (tables.length === 0) throw unreadable(first ?? nothing);
    return { format: found.format, tables, notices };
  } catch (error) {
    if (error instanceof ReaderError) throw unreadable(error.reason);
    throw error;
  }
}

const nothing: Reason = {
  code: "archive-empty",
  vi: "Trong tệp nén không có tệp dữ liệu nào đọc được",
  en: "The archive holds no file that can be read",
};

async function tablesOfArchive(source: ByteSource, format: "zip" | "gzip", fileName: string) {
  const tables: FileTable[] = [];
  const notices: Notice[] = [];
  for await (const member of openContainer(source, format, { fileName })) {
    if (/(^|\/)(__MACOSX\/|\.|Thumbs\.db$)/.test(member.path)) continue;
    if (member.refusal) {
      notices.push({ ...member.refusal, column: member.path });
      continue;
    }
    try {
      tables.push(...(await tablesOfMember(member.open(), member.path, format === "zip")));
    } catch (error) {
      if (!(error instanceof ReaderError)) throw error;
      notices.push({ ...error.reason, column: member.path });
    }
  }
  return { tables, notices };
}

async function tablesOfMember(opened: StreamSource, path: string, mayUnpack: boolean): Promise<FileTable[]> {
  const found = await detectFormat(opened, path);
  if (found.refusal) throw new ReaderError(found.refusal.code as ReasonCode);
  if (found.format === "gzip" && mayUnpack) {
    const inner = openGzip(opened, path);
    return tablesOfMember(inner.open(), inner.path, false);
  }
  if (found.format === "zip" || found.format === "gzip") throw new ReaderError("nested-archive", { path });
  const needsWhole = found.format === "xlsx" || found.format === "parquet";
  const source = needsWhole ? await inMemory(opened, mostWorkbookBytes) : opened;
  return openOne(source, found.format, { path, name: path.split("/").at(-1) ?? path });
}

async function openOne(
  source: StreamSource,
  format: Format,
  file: { path: string; name: string },
): Promise<FileTable[]> {
  const base = { format, bytes: source.size, source };
  if (format === "csv") return [{ ...base, ...file, hidden: false, reader: null }];
  const readers = await openTables(source, format);
  if (format !== "xlsx") return readers.map((reader) => ({ ...base, ...file, hidden: false, reader }));
  return readers.map((reader) => ({
    ...base,
    path: `${file.path}#${reader.name}`,
    name: reader.name,
    hidden: reader.notices.some(({ code }) => code === "sheet-hidden"),
    bytes: null,
    reader,
  }));
}

/** A reader's reason as the error that people see. */
export function unreadable(reason: Reason) {
  return warehouseError(
    "file-unreadable",
    {
      reason: reason.vi,
      remedyVi: "Sửa như đã nêu rồi gửi lại tệp.",
      remedyEn: `${reason.en}.`,
    },
    { details: { reasonCode: reason.code, reason: { vi: reason.vi, en: reason.en } } },
  );
}
