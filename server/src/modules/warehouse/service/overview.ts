/** The figures of the whole, and what waits for someone. */
import type { Context } from "../../../kernel/context.ts";
import { authorise, may } from "../../../kernel/policy.ts";
import { policy } from "../policy.ts";
import { mayRead } from "../protect/view.ts";
import type { Overview } from "../schema/use.ts";
import { listDatasetRows } from "../store/datasets.ts";
import { listReleaseRows } from "../store/records.ts";
import { listSourceRows } from "../store/sources.ts";
import { listCurrentVersions, listDrafts, listLoadRows } from "../store/versions.ts";
import { cardOf } from "./catalogue.ts";
import { protectedOf, todayOf } from "./reading.ts";

export async function getOverview(ctx: Context): Promise<Overview> {
  authorise(ctx, policy, "read", "catalogue");
  const staff = may(ctx.actor, policy, "read", "load");
  const today = todayOf(ctx);
  const rows = (await listDatasetRows(ctx)).filter((row) => mayRead(ctx.actor, protectedOf(row), today));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const versions = new Map((await listCurrentVersions(ctx)).map((version) => [version.datasetId, version]));
  const cards = rows.map((row) =>
    cardOf(row, { version: versions.get(row.id), agencies: new Map(), now: ctx.now() }),
  );
  const [drafts, releases, sources, loads] = staff
    ? await Promise.all([
        listDrafts(ctx),
        listReleaseRows(ctx, { state: "proposed" }),
        listSourceRows(ctx),
        listLoadRows(ctx, { limit: 40 }),
      ])
    : [[], [], [], []];
  return {
    datasets: cards.length,
    rows: cards.reduce((sum, card) => sum + (card.rowCount ?? 0), 0),
    open: cards.filter(({ access }) => access === "open").length,
    simulated: cards.filter(({ simulated }) => simulated).length,
    overdue: cards.filter(({ overdue }) => overdue).length,
    failingSources: sources.filter(({ failuresInRow }) => failuresInRow > 0).length,
    waitingDrafts: drafts.filter(({ datasetId }) => byId.has(datasetId)).length,
    waitingReleases: releases.filter(({ datasetId }) => byId.has(datasetId)).length,
    unconfirmedColumns: staff
      ? rows.reduce(
          (sum, row) => sum + row.columns.filter(({ classStatus }) => classStatus === "proposed").length,
          0,
        )
      : 0,
    recentLoads: loads
      .flatMap((load) => {
        const dataset = byId.get(load.datasetId);
        if (!dataset) return [];
        const rowsLoaded = load.report?.rowsLoaded ?? null;
        return [
          {
            id: load.id,
            dataset: load.dataset,
            title: dataset.title,
            state: load.state,
            at: load.createdAt.toISOString(),
            rows: rowsLoaded,
            quarantined: load.report?.cellsQuarantined ?? null,
          },
        ];
      })
      .slice(0, 10),
  };
}
