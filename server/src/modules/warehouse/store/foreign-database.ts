/** Reading from a database that is not ours: one statement, read only, row by row. */
import { openMysql } from "./foreign-mysql.ts";
import { openPostgres } from "./foreign-postgres.ts";
import type { ForeignSession, ForeignTarget } from "./foreign-types.ts";

/** @throws `warehouse.source-connection-failed` */
export async function openForeign(target: ForeignTarget): Promise<ForeignSession> {
  return target.engine === "postgresql" ? openPostgres(target) : openMysql(target);
}
