/** What did not fit, read back. */
import type { Context } from "../../../kernel/context.ts";

export interface QuarantineRow {
  readonly rowNumber: number;
  readonly column: string;
  readonly value: string;
  readonly code: string;
}

interface Of {
  readonly datasetId: number;
  readonly loadId: string;
}

export async function listQuarantine(
  ctx: Context,
  of: Of,
  page: { after: readonly [number, string] | null; limit: number },
): Promise<{ rows: QuarantineRow[]; total: number }> {
  const table = ctx.clickhouse.table("warehouse", "quarantine");
  const params = {
    dataset: of.datasetId,
    load: of.loadId,
    row: page.after?.[0] ?? 0,
    column: page.after?.[1] ?? "",
    limit: page.limit,
  };
  const where = "dataset_id = {dataset:UInt32} AND load_id = {load:UUID}";
  const after = page.after ? " AND (row_number, column) > ({row:UInt64}, {column:String})" : "";
  const [rows, counted] = await Promise.all([
    ctx.clickhouse.query<QuarantineRow>(
      `SELECT row_number AS rowNumber, column, value, code FROM ${table} WHERE ${where}${after} ORDER BY row_number, column LIMIT {limit:UInt32}`,
      params,
    ),
    ctx.clickhouse.query<{ n: number }>(`SELECT count() AS n FROM ${table} WHERE ${where}`, params),
  ]);
  return { rows, total: Number(counted[0]?.n ?? 0) };
}
