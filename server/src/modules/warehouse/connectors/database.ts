/** An agency's own database as a source. */
import { Readable } from "node:stream";
import { AppError, type Bilingual } from "../../../kernel/errors.ts";
import { openForeign } from "../store/foreign-database.ts";
import type {
  ForeignColumn,
  ForeignConnection,
  ForeignRows,
  ForeignSession,
} from "../store/foreign-types.ts";
import type { ConnectorEffects } from "./effects.ts";

export type { ForeignColumn, ForeignConnection } from "../store/foreign-types.ts";

export interface QueryLimits {
  /** Of the statement at the source; default 600. */
  readonly seconds?: number;
  /** Of the file; default 8 GiB. */
  readonly maxBytes?: number;
}

export interface QueryFile {
  readonly fileHash: string;
  readonly bytes: number;
  /** NDJSON: `{"column": value}` a line. */
  readonly fileName: string;
  readonly rows: number;
  /** Types as the source calls them. */
  readonly hints: readonly ForeignColumn[];
  readonly notices: readonly Bilingual[];
}

export interface ForeignTest {
  readonly ok: boolean;
  readonly milliseconds: number;
  readonly serverVersion: string | null;
  readonly tables: readonly string[];
  readonly error: Bilingual | null;
  /** Only with a query: its columns and first 20 rows. Numbers too long for JavaScript are text. */
  readonly columns?: readonly ForeignColumn[];
  readonly sample?: readonly (readonly (string | number | boolean | null)[])[];
}

const sampleRows = 20;
const testSeconds = 30;
const chunkLength = 262_144;

/** Opens the connection, and tries the query if there is one. Failures are told in `error`, not thrown. */
export async function testConnection(
  effects: Pick<ConnectorEffects, "web">,
  connection: ForeignConnection,
  query?: string,
): Promise<ForeignTest> {
  const startedAt = performance.now();
  const elapsed = () => Math.round(performance.now() - startedAt);
  let session: ForeignSession | undefined;
  try {
    session = await open(effects, connection, testSeconds);
    const { serverVersion } = session;
    const tables = await session.listTables();
    const result = query === undefined ? {} : await sampleOf(await session.read(query));
    return { ok: true, milliseconds: elapsed(), serverVersion, tables, error: null, ...result };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const serverVersion = session?.serverVersion ?? null;
    return { ok: false, milliseconds: elapsed(), serverVersion, tables: [], error: error.title };
  } finally {
    await session?.close();
  }
}

/**
 * Runs the owner's statement, read only, and streams its rows into the file store.
 * @throws `warehouse.source-address-refused`, `-host-unknown`, `-connection-failed`, `-query-failed`,
 * `-query-too-long`; `kernel.body-too-large`
 */
export async function queryToFile(
  effects: Pick<ConnectorEffects, "web" | "files">,
  connection: ForeignConnection,
  query: string,
  limits: QueryLimits = {},
): Promise<QueryFile> {
  const session = await open(effects, connection, limits.seconds ?? 600);
  try {
    const found = await session.read(query);
    const count = { rows: 0 };
    const content = Readable.from(ndjson(found, count), { objectMode: false });
    const stored = await effects.files.put(content, limits.maxBytes ?? 8 * 1_024 ** 3);
    const { columns: hints, notices } = found;
    const fileName = `${connection.database.replace(/[^\p{L}\p{N}_-]+/gu, "_")}.ndjson`;
    return { fileHash: stored.hash, bytes: stored.bytes, fileName, rows: count.rows, hints, notices };
  } finally {
    await session.close();
  }
}

async function open(
  effects: Pick<ConnectorEffects, "web">,
  connection: ForeignConnection,
  seconds: number,
): Promise<ForeignSession> {
  const [address = ""] = await effects.web.resolve(connection.host, connection.port, "database");
  return openForeign({ ...connection, address, seconds });
}

async function* ndjson(found: ForeignRows, count: { rows: number }): AsyncGenerator<Buffer> {
  const keys = found.columns.map(({ name }, at) => `${at === 0 ? "{" : ","}${JSON.stringify(name)}:`);
  let chunk = "";
  for await (const batch of found.batches) {
    for (const row of batch) {
      chunk += keys.length === 0 ? "{" : "";
      for (let at = 0; at < keys.length; at++) chunk += `${keys[at]}${row[at] ?? "null"}`;
      chunk += "}\n";
      if (chunk.length < chunkLength) continue;
      yield Buffer.from(chunk);
      chunk = "";
    }
    count.rows += batch.length;
  }
  if (chunk) yield Buffer.from(chunk);
}

async function sampleOf(found: ForeignRows): Promise<Pick<ForeignTest, "columns" | "sample">> {
  const sample: (string | number | boolean | null)[][] = [];
  for await (const batch of found.batches) {
    sample.push(...batch.slice(0, sampleRows - sample.length).map((row) => row.map(toCell)));
    if (sample.length >= sampleRows) break;
  }
  return { columns: found.columns, sample };
}

/** JSON text of a cell as a value; objects and numbers that would lose digits stay text. */
function toCell(json: string): string | number | boolean | null {
  const value: unknown = JSON.parse(json);
  if (typeof value === "number") return String(value) === json ? value : json;
  if (typeof value === "object" && value !== null) return json;
  return value as string | boolean | null;
}
