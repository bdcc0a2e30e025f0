/** First start: each module puts in its own facts once, and its part of the demo city if wanted. */
import { sql } from "kysely";
import type { Context } from "./context.ts";
import type { ModuleDefinition } from "./module.ts";
import { transaction } from "./postgres.ts";

const seedLock = 74_301_969;

/** Runs what has not been seeded yet, module by module, each in one transaction; safe when two processes start. */
export async function seed(ctx: Context, modules: readonly ModuleDefinition[], demo: boolean): Promise<void> {
  for (const module of modules) {
    for (const part of demo ? (["base", "demo"] as const) : (["base"] as const)) {
      await transaction(ctx, async (inner) => {
        await sql`select pg_advisory_xact_lock(${seedLock})`.execute(inner.db);
        const { rows } = await sql`
          insert into kernel.seeded (module, part) values (${module.name}, ${part})
          on conflict do nothing returning module`.execute(inner.db);
        if (rows.length > 0) await module.seed?.(inner, { demo: part === "demo" });
      });
    }
  }
}

/** Was the demo city ever put into this database? */
export async function hasDemo(ctx: Pick<Context, "db">): Promise<boolean> {
  const { rows } = await sql`select 1 from kernel.seeded where part = 'demo' limit 1`.execute(ctx.db);
  return rows.length > 0;
}
