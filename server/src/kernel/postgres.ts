/** PostgreSQL: one pool a process, Kysely over it, and the transaction that gives a context on itself. */
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Context, Database } from "./context.ts";
import type { Log } from "./log.ts";
import { emitterOn } from "./outbox.ts";

const INT8 = 20;
const DATE = 1082;
const types = new pg.TypeOverrides(pg.types);
types.setTypeParser(INT8, Number);
types.setTypeParser(DATE, (value) => value);

export interface Postgres {
  readonly pool: pg.Pool;
  readonly db: Database;
  close(): Promise<void>;
}

/** Opens the pool. Broken idle connections are logged and replaced; queries on them fail and are retried above. */
export function openPostgres(url: string, options: { poolSize: number; log: Log }): Postgres {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize,
    types,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    application_name: "dothi",
  });
  pool.on("error", (error) => options.log.warn({ err: error }, "an idle PostgreSQL connection was lost"));
  pool.on("connect", (client) =>
    client.on("error", (error) => options.log.debug({ err: error }, "a PostgreSQL connection was lost")),
  );
  const db: Database = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return { pool, db, close: () => db.destroy() };
}

/**
 * Runs `fn` in one transaction; its context's `db` and `emit` are on that transaction.
 * Nested calls join the transaction that is already open.
 */
export function transaction<T>(ctx: Context, fn: (ctx: Context) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return fn(ctx);
  return ctx.db.transaction().execute((db) => fn({ ...ctx, db, emit: emitterOn(db) }));
}

/** A store's view of its own schema: `tables<RegistryTables>(ctx, "registry").selectFrom("unit")`. */
export function tables<T>(ctx: Pick<Context, "db">, schema: string): Kysely<T> {
  return ctx.db.withSchema(schema) as unknown as Kysely<T>;
}
