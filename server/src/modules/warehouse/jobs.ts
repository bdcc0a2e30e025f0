/** Work of the warehouse that runs by itself. */
import type { Context } from "../../kernel/context.ts";
import type { Schedule, Task } from "../../kernel/jobs.ts";
import { authorise } from "../../kernel/policy.ts";
import { policy } from "./policy.ts";
import { bundledTask, loadBundled } from "./service/bundled.ts";
import { loadTask, runLoad } from "./service/loads.ts";
import { queryTask, runQuery, startDueQueries } from "./service/queries.ts";
import { dueTask, runSource, sourceTask, startDueSources } from "./service/sources.ts";
import { applyRetention } from "./service/versions.ts";
import { listDatasetRows } from "./store/datasets.ts";

const retentionTask = "warehouse.apply-retention";

export const warehouseTasks: readonly Task[] = [
  { name: loadTask, run: runLoad },
  { name: sourceTask, run: runSource },
  { name: queryTask, run: runQuery },
  { name: bundledTask, run: loadBundled },
  { name: dueTask, run: startDue },
  { name: retentionTask, run: retainAll },
];

export const warehouseSchedules: readonly Schedule[] = [
  { task: dueTask, cron: "* * * * *" },
  { task: retentionTask, cron: "20 19 * * *" },
];

async function startDue(ctx: Context): Promise<void> {
  await startDueSources(ctx);
  await startDueQueries(ctx);
}

async function retainAll(ctx: Context): Promise<void> {
  authorise(ctx, policy, "read", "catalogue");
  for (const { id } of await listDatasetRows(ctx)) await applyRetention(ctx, id);
}
