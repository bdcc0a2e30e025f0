/** Records beside datasets: quality, releases, lineage, the shared dictionary. */
import type { Context } from "../../../kernel/context.ts";
import type { Release, ReleaseInput } from "../schema/use.ts";
import { db } from "./tables.ts";

export interface QualityRow {
  readonly version: number;
  readonly checkedAt: Date;
  readonly score: number;
  readonly failed: number;
  readonly results: unknown;
}

/** The latest ones, oldest first. */
export async function listQuality(ctx: Context, datasetId: number, limit: number): Promise<QualityRow[]> {
  const rows = await db(ctx)
    .selectFrom("quality_result")
    .select(["version", "checked_at as checkedAt", "score", "failed", "results"])
    .where("dataset_id", "=", datasetId)
    .orderBy("checked_at", "desc")
    .limit(limit)
    .execute();
  return rows.reverse();
}

export async function insertQuality(ctx: Context, row: QualityRow & { datasetId: number }): Promise<void> {
  await db(ctx)
    .insertInto("quality_result")
    .values({
      dataset_id: row.datasetId,
      version: row.version,
      checked_at: row.checkedAt,
      score: row.score,
      failed: row.failed,
      results: JSON.stringify(row.results),
    })
    .onConflict((c) => c.doNothing())
    .execute();
}

export interface ReleaseRow {
  readonly id: string;
  readonly datasetId: number;
  readonly dataset: string;
  readonly version: number;
  readonly state: Release["state"];
  readonly input: ReleaseInput;
  readonly checks: Release["checks"];
  readonly anonymity: Release["anonymity"];
  readonly proposedBy: string;
  readonly proposedById: string | null;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
}

function releases(ctx: Context) {
  return db(ctx)
    .selectFrom("release")
    .innerJoin("dataset", "dataset.id", "release.dataset_id")
    .select([
      "release.id",
      "release.dataset_id as datasetId",
      "dataset.name as dataset",
      "release.version",
      "release.state",
      "release.input",
      "release.checks",
      "release.anonymity",
      "release.proposed_by as proposedBy",
      "release.proposed_by_id as proposedById",
      "release.proposed_at as proposedAt",
      "release.decided_by as decidedBy",
      "release.decided_at as decidedAt",
      "release.reason",
    ]);
}

export async function findRelease(ctx: Context, id: string): Promise<ReleaseRow | undefined> {
  return (await releases(ctx).where("release.id", "=", id).executeTakeFirst()) as ReleaseRow | undefined;
}

/** Newest first. */
export async function listReleaseRows(
  ctx: Context,
  by: { datasetId?: number; state?: string },
): Promise<ReleaseRow[]> {
  let query = releases(ctx).orderBy("release.proposed_at", "desc").limit(200);
  if (by.datasetId !== undefined) query = query.where("release.dataset_id", "=", by.datasetId);
  if (by.state !== undefined) query = query.where("release.state", "=", by.state as Release["state"]);
  return (await query.execute()) as ReleaseRow[];
}

export async function insertRelease(
  ctx: Context,
  row: Omit<ReleaseRow, "dataset" | "decidedBy" | "decidedAt" | "reason">,
): Promise<void> {
  await db(ctx)
    .insertInto("release")
    .values({
      id: row.id,
      dataset_id: row.datasetId,
      version: row.version,
      state: row.state,
      input: JSON.stringify(row.input),
      checks: JSON.stringify(row.checks),
      anonymity: row.anonymity === null ? null : JSON.stringify(row.anonymity),
      proposed_by: row.proposedBy,
      proposed_by_id: row.proposedById,
      proposed_at: row.proposedAt,
      decided_by: null,
      decided_by_id: null,
      decided_at: null,
      reason: null,
    })
    .execute();
}

/** True if it was still waiting. */
export async function decideReleaseRow(
  ctx: Context,
  id: string,
  decision: {
    state: "approved" | "rejected";
    decidedBy: string;
    decidedById: string | null;
    decidedAt: Date;
    reason: string | null;
  },
): Promise<boolean> {
  const changed = await db(ctx)
    .updateTable("release")
    .set({
      state: decision.state,
      decided_by: decision.decidedBy,
      decided_by_id: decision.decidedById,
      decided_at: decision.decidedAt,
      reason: decision.reason,
    })
    .where("id", "=", id)
    .where("state", "=", "proposed")
    .returning("id")
    .executeTakeFirst();
  return changed !== undefined;
}

export interface LineageEdge {
  readonly to: string;
  readonly from: string;
  readonly via: string;
  readonly columns: readonly { readonly from: string; readonly to: string; readonly how: string }[];
  readonly at?: Date;
}

export async function insertLineage(ctx: Context, edge: LineageEdge): Promise<void> {
  const columns = JSON.stringify(edge.columns);
  await db(ctx)
    .insertInto("lineage_edge")
    .values({ to_node: edge.to, from_node: edge.from, via: edge.via, columns, at: ctx.now() })
    .onConflict((c) => c.columns(["to_node", "from_node", "via"]).doUpdateSet({ columns, at: ctx.now() }))
    .execute();
}

/** Edges that touch any of the nodes. */
export async function edgesOf(ctx: Context, nodes: readonly string[]): Promise<LineageEdge[]> {
  if (nodes.length === 0) return [];
  const rows = await db(ctx)
    .selectFrom("lineage_edge")
    .select(["to_node as to", "from_node as from", "via", "columns", "at"])
    .where((e) => e.or([e("to_node", "in", [...nodes]), e("from_node", "in", [...nodes])]))
    .orderBy("at", "desc")
    .limit(500)
    .execute();
  return rows as LineageEdge[];
}

export async function insertLineageEvent(
  ctx: Context,
  row: { runId: string; eventType: string; job: string; event: unknown; direction: "in" | "out" },
): Promise<void> {
  await db(ctx)
    .insertInto("lineage_event")
    .values({
      run_id: row.runId,
      event_type: row.eventType,
      job: row.job,
      event: JSON.stringify(row.event),
      direction: row.direction,
      at: ctx.now(),
    })
    .execute();
}
