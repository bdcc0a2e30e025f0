/** Who read what. Reads of personal data are on disk before the answer leaves; others follow within a second. */
import type { Context } from "../../../kernel/context.ts";

export interface ReadEntry {
  readonly datasetId: number;
  readonly version: number;
  readonly actorId: string;
  readonly actor: string;
  readonly agency: string;
  /** `rows`, `download`, `sql` … */
  readonly path: string;
  readonly purpose: string;
  readonly columns: readonly string[];
  readonly clear: boolean;
  readonly rows: number;
}

export interface ReadLog {
  /** Resolves when an entry of clear personal data is stored; others are only taken. */
  add(ctx: Pick<Context, "now">, entry: ReadEntry): Promise<void>;
  stop(): Promise<void>;
}

const flushMs = 1_000;
const mostWaiting = 10_000;

export function createReadLog(ctx: Context): ReadLog {
  const table = ctx.clickhouse.table("warehouse", "read_log");
  let waiting: object[] = [];
  async function flush(): Promise<void> {
    const rows = waiting;
    waiting = [];
    await ctx.clickhouse.insertRows(table, rows).catch((error: unknown) => {
      ctx.log.warn(
        { err: error, entries: rows.length },
        "the read log could not be written; it is tried again",
      );
      waiting = [...rows, ...waiting].slice(0, mostWaiting);
    });
  }
  const timer = setInterval(() => waiting.length > 0 && void flush(), flushMs);
  timer.unref();
  return {
    async add({ now }, entry) {
      const row = {
        at: now().toISOString(),
        dataset_id: entry.datasetId,
        version: entry.version,
        actor_id: entry.actorId,
        actor: entry.actor,
        agency: entry.agency,
        path: entry.path,
        purpose: entry.purpose,
        columns: entry.columns,
        clear: entry.clear,
        rows: entry.rows,
        request_id: "",
      };
      if (entry.clear) await ctx.clickhouse.insertRows(table, [row]);
      else if (waiting.length < mostWaiting) waiting.push(row);
    },
    async stop() {
      clearInterval(timer);
      if (waiting.length > 0) await flush();
    },
  };
}

export interface ReadLogRow extends Omit<ReadEntry, "datasetId" | "version" | "actorId"> {
  readonly at: string;
}

/** Newest first, before a moment. */
export async function listReads(
  ctx: Context,
  datasetId: number,
  before: string,
  limit: number,
): Promise<ReadLogRow[]> {
  const rows = await ctx.clickhouse.query<Omit<ReadLogRow, "at"> & { read_at: string }>(
    `SELECT formatDateTime(at, '%Y-%m-%dT%H:%i:%S.%fZ', 'UTC') AS read_at, actor, agency, path, purpose, columns, clear, rows
     FROM ${ctx.clickhouse.table("warehouse", "read_log")}
     WHERE dataset_id = {dataset:UInt32} AND at < parseDateTime64BestEffort({before:String}, 3, 'UTC')
     ORDER BY at DESC LIMIT {limit:UInt32}`,
    { dataset: datasetId, before, limit },
  );
  return rows.map(({ read_at: at, ...row }) => ({ at, ...row }));
}
