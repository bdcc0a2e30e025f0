/** Tables out of a file of a known format. */
import type { Format } from "./detect.ts";
import { openJson } from "./json-table.ts";
import { openParquet } from "./parquet-table.ts";
import { asReaderError, ReaderError } from "./reasons.ts";
import type { ByteSource, StreamSource } from "./source.ts";
import { DEFAULT_LIMITS, type ReadLimits, type TableReader } from "./tables.ts";
import { openXlsx } from "./xlsx-tables.ts";

/**
 * The tables of a file: one a sheet for "xlsx", one for "json", "ndjson", "geojson" and "parquet". Errors are
 * ReaderErrors, also those while reading; `needs-random-access` asks for `inMemory` or a file on disk.
 */
export async function openTables(
  source: StreamSource,
  format: Format,
  options: Partial<ReadLimits> = {},
): Promise<TableReader[]> {
  const limits = { ...DEFAULT_LIMITS, ...options };
  try {
    return (await open(source, format, limits)).map(guarded);
  } catch (error) {
    throw asReaderError(error);
  }
}

async function open(source: StreamSource, format: Format, limits: ReadLimits): Promise<TableReader[]> {
  if (format === "json" || format === "ndjson" || format === "geojson")
    return [await openJson(source, format, limits)];
  if (format !== "xlsx" && format !== "parquet") throw new ReaderError("format-unreadable", { format });
  const { size } = source;
  if (size === null) throw new ReaderError("needs-random-access");
  const whole: ByteSource = {
    size,
    read: (start, end) => source.read(start, end),
    stream: (start) => source.stream(start),
  };
  return format === "xlsx" ? openXlsx(whole, limits) : [await openParquet(whole, limits)];
}

function guarded(table: TableReader): TableReader {
  return {
    ...table,
    async columns() {
      try {
        return await table.columns();
      } catch (error) {
        throw asReaderError(error);
      }
    },
    async *rows() {
      try {
        yield* table.rows();
      } catch (error) {
        throw asReaderError(error);
      }
    },
  };
}
