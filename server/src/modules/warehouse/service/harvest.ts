/** Another portal's catalogue, entered entry by entry: one that fails is counted and the rest goes on. */
import type { Context } from "../../../kernel/context.ts";
import { AppError } from "../../../kernel/errors.ts";
import { bestResource, type HarvestedDataset, slugOf } from "../connectors/harvested.ts";
import { fetchUrl } from "../connectors/url.ts";
import { technicalName } from "../ingest/names.ts";
import type { Theme } from "../schema/datasets.ts";
import { warehouseState } from "../state.ts";
import { findDatasetRow, insertDataset, updateDataset } from "../store/datasets.ts";
import { insertLineage } from "../store/records.ts";
import { findHarvested, type SourceRow, upsertHarvested } from "../store/sources.ts";
import { startLoad } from "./loads.ts";

export async function harvest(
  ctx: Context,
  input: { source: SourceRow; entries: AsyncIterable<HarvestedDataset>; theme: string },
): Promise<{ seen: number; created: number; updated: number; unchanged: number; failed: number }> {
  const counts = { seen: 0, created: 0, updated: 0, unchanged: 0, failed: 0 };
  for await (const entry of input.entries) {
    counts.seen++;
    try {
      counts[await takeEntry(ctx, input.source, entry, input.theme)]++;
    } catch (error) {
      counts.failed++;
      if (!(error instanceof AppError))
        ctx.log.warn({ err: error, remoteId: entry.remoteId }, "an entry could not be harvested");
    }
  }
  return counts;
}

async function takeEntry(
  ctx: Context,
  source: SourceRow,
  entry: HarvestedDataset,
  theme: string,
): Promise<"created" | "updated" | "unchanged"> {
  const known = await findHarvested(ctx, source.id, entry.remoteId);
  if (known && known.remoteModified === entry.modified && entry.modified !== null) return "unchanged";
  const text = { vi: entry.title, en: entry.title };
  const about = { vi: entry.description.slice(0, 4_000), en: entry.description.slice(0, 4_000) };
  let datasetId = known?.datasetId;
  if (datasetId === undefined) datasetId = await create(ctx, source, entry, theme);
  else
    await updateDataset(ctx, datasetId, {
      title: text,
      description: about,
      tags: entry.tags.slice(0, 30),
      licence: entry.licence ?? "",
    });
  const dataset = await findDatasetRow(ctx, { id: datasetId });
  if (dataset) {
    await insertLineage(ctx, {
      to: `dataset:${dataset.name}`,
      from: `source:${source.title}`,
      via: "harvest",
      columns: [],
    });
    await loadResource(ctx, source, entry, dataset.name);
  }
  await upsertHarvested(ctx, {
    sourceId: source.id,
    remoteId: entry.remoteId,
    datasetId,
    remoteModified: entry.modified,
  });
  return known ? "updated" : "created";
}

async function create(
  ctx: Context,
  source: SourceRow,
  entry: HarvestedDataset,
  theme: string,
): Promise<number> {
  const base = (technicalName(entry.name) || technicalName(slugOf(entry.title)) || "bo_du_lieu")
    .slice(0, 50)
    .padEnd(3, "_");
  for (let n = 1; n < 1_000; n++) {
    const id = await insertDataset(ctx, {
      name: n === 1 ? base : `${base}_${n}`,
      kind: "table",
      title: { vi: entry.title, en: entry.title },
      description: { vi: entry.description.slice(0, 4_000), en: entry.description.slice(0, 4_000) },
      theme: theme as Theme,
      tags: entry.tags.slice(0, 30),
      agencyCode: source.agencyCode,
      // What another portal calls open is opened here by our own gate.
      access: "city",
      licence: entry.licence ?? "",
      source: { vi: entry.landingPage ?? source.title, en: entry.landingPage ?? source.title },
      simulated: false,
      updateEvery: null,
      key: [],
      createdBy: null,
      now: ctx.now(),
    });
    if (id !== undefined) return id;
  }
  throw new Error(`no free name for ${base}`);
}

async function loadResource(
  ctx: Context,
  source: SourceRow,
  entry: HarvestedDataset,
  name: string,
): Promise<void> {
  const resource = bestResource(entry.resources);
  if (!resource) return;
  const effects = { files: ctx.files, web: warehouseState.of(ctx).web, now: ctx.now, log: ctx.log };
  const fetched = await fetchUrl(effects, { url: resource.url, memory: {} });
  if (fetched.outcome === "file")
    await startLoad(
      ctx,
      name,
      { fileHash: fetched.fileHash, fileName: fetched.fileName, note: entry.landingPage ?? resource.url },
      { sourceId: source.id },
    );
}
