/** Importing files of readings: upload, preview, confirm, run as a job, fetch what was refused. */
import { createHash, randomUUID } from "node:crypto";
import { PassThrough, type Readable } from "node:stream";
import {
  type Dialect,
  encodeRefusals,
  matchProperty,
  refusalHeader,
  type SniffResult,
  sniff,
  suggestMapping,
} from "@dothi/tabular";
import type { Context } from "../../../kernel/context.ts";
import type { Bilingual } from "../../../kernel/errors.ts";
import { type Progress, startJob } from "../../../kernel/jobs.ts";
import { decodeCursor, type Page, pageOf } from "../../../kernel/page.ts";
import { authorise } from "../../../kernel/policy.ts";
import { transaction } from "../../../kernel/postgres.ts";
import { telemetryError } from "../errors.ts";
import type { ImportPlan, NewImport } from "../import/plan.ts";
import { checkPlan } from "../import/plan-check.ts";
import { previewRows, thingFinder } from "../import/preview.ts";
import { type ImportResult, type Refused, runImport } from "../import/run.ts";
import { type FoundTexts, findTexts } from "../import/values.ts";
import { policy } from "../policy.ts";
import { telemetryState } from "../state.ts";
import * as store from "../store/imports.ts";
import * as things from "../store/things.ts";
import { getThing, registerThing } from "./things.ts";

export const importTask = "telemetry.import-file";
/** Largest file taken, bytes. */
export const mostFileBytes = 8 * 1024 ** 3;
const sampleBytes = 256 * 1024;
const mostRefusedKept = 1_000_000;
const mostTextsMs = 20_000;

/** Stores the file by its content. @throws `kernel.body-too-large`, `telemetry.file-empty` */
export async function uploadFile(ctx: Context, body: Readable): Promise<{ fileHash: string; bytes: number }> {
  authorise(ctx, policy, "import", "file");
  const { hash, bytes } = await ctx.files.put(body, mostFileBytes);
  if (bytes === 0) throw telemetryError("file-empty");
  return { fileHash: hash, bytes };
}

export interface Preview {
  readonly sniff: SniffResult;
  readonly rows: string[][];
  readonly suggestion: ReturnType<typeof suggestMapping>;
  /** Station names found in the sample's station column, with a registered station of that name if there is one. */
  readonly stations: { text: string; thing: string | null }[];
}

/** Looks at the start of a file: dialect, columns, first rows, and a mapping to begin with. Answers replace guesses. */
export async function previewFile(
  ctx: Context,
  input: { fileHash: string; answers: Parameters<typeof sniff>[1] },
): Promise<Preview> {
  authorise(ctx, policy, "import", "file");
  const { bytes, complete } = await readStart(await ctx.files.open(input.fileHash), sampleBytes);
  const found = sniff(bytes, { ...input.answers, complete });
  const known = await knownNames(ctx);
  const suggestion = suggestMapping(found, known);
  const shown = previewRows(bytes, found, suggestion.mapping, { things: known.things, complete });
  return { sniff: found, ...shown, suggestion };
}

async function knownNames(ctx: Context) {
  const [properties, stations] = await Promise.all([
    things.listProperties(ctx),
    things.listThings(ctx, { limit: 5_000 }),
  ]);
  return {
    properties: properties.map((p) => ({
      code: p.code,
      names: [p.code, p.nameVi, p.nameEn],
      unit: p.unitSymbol,
    })),
    things: stations.map((t) => ({ code: t.code, names: [t.code, t.nameVi, t.nameEn] })),
  };
}

/** A text of a column with the station and the property that it names, if there are such. */
export type MatchedText = { text: string; rows: number; thing: string | null; property: string | null };

/**
 * The different texts of some columns, from the whole file: a sample would miss stations that come later.
 * Stops after 20 seconds and then says so (`complete`).
 */
export async function findColumnTexts(
  ctx: Context,
  input: { fileHash: string; dialect: Dialect; columns: readonly number[] },
): Promise<
  Omit<FoundTexts, "columns"> & { columns: { column: number; texts: MatchedText[]; more: boolean }[] }
> {
  authorise(ctx, policy, "import", "file");
  const until = performance.now() + mostTextsMs;
  const file = await ctx.files.open(input.fileHash);
  const [found, known] = await Promise.all([
    findTexts(file, input.dialect, input.columns, () => performance.now() > until),
    knownNames(ctx),
  ]);
  const thingOf = thingFinder(known.things);
  const match = ({ text, rows }: { text: string; rows: number }): MatchedText => ({
    text,
    rows,
    thing: thingOf(text),
    property: matchProperty(text, known.properties)?.code ?? null,
  });
  return { ...found, columns: found.columns.map((one) => ({ ...one, texts: one.texts.map(match) })) };
}

/**
 * Starts the import, or finds the one of the same content and mapping: the same file is never imported twice.
 * New stations, and series that are missing at the stations named, are created with it or not at all.
 * @throws `telemetry.mapping-invalid`, `telemetry.thing-unknown`, `kernel.file-unknown`
 */
export async function startImport(
  ctx: Context,
  input: NewImport,
): Promise<{ importId: string; jobId: string | null; existing: boolean }> {
  authorise(ctx, policy, "import", "file");
  checkPlan(input.plan);
  const mappingHash = createHash("sha256").update(canonicalJson(input.plan)).digest("hex");
  const earlier = await store.findImportByContent(ctx, input.fileHash, mappingHash);
  if (earlier && earlier.state !== "failed")
    return { importId: earlier.id, jobId: earlier.jobId, existing: true };
  const fileBytes = await ctx.files.size(input.fileHash);
  const started = await transaction(ctx, async (inner) => {
    for (const { agencyCode = null, description = "", ...thing } of input.newThings ?? [])
      await registerThing(inner, { ...thing, agencyCode, description });
    await prepareSeries(inner, input.plan);
    const id = earlier?.id ?? randomUUID();
    const accountId = ctx.actor.kind === "account" ? ctx.actor.accountId : null;
    const row = {
      id,
      fileHash: input.fileHash,
      fileName: input.fileName,
      fileBytes,
      mapping: input.plan,
      mappingHash,
      accountId,
    };
    if (!earlier && !(await store.insertImport(inner, row))) {
      const other = await store.findImportByContent(inner, input.fileHash, mappingHash);
      return { importId: other?.id ?? id, jobId: other?.jobId ?? null, existing: true };
    }
    const jobId = await startJob(inner, importTask, { importId: id });
    await store.updateImport(inner, id, { jobId, state: "queued", finishedAt: null });
    return { importId: id, jobId, existing: false };
  });
  await telemetryState.of(ctx).catalogue.reload();
  return started;
}

/** Creates the series that the plan needs; the person must be allowed to write for each station. */
async function prepareSeries(ctx: Context, plan: ImportPlan): Promise<void> {
  const properties = plan.long
    ? plan.long.properties.map((p) => p.property)
    : (plan.values ?? []).map((v) => v.property);
  for (const code of new Set(plan.stations.map((s) => s.thing))) {
    const thing = await getThing(ctx, code);
    authorise(ctx, policy, "write", "reading", thing);
    for (const property of new Set(properties)) {
      if (thing.datastreams.some((d) => d.property === property)) continue;
      const added = await things.insertDatastream(ctx, {
        thingId: thing.id,
        property,
        sensor: "Nhập từ tệp / file import",
        intervalSeconds: plan.intervalSeconds,
        timeLabel: plan.timeLabel,
        verticalDatum: null,
      });
      if (added === "property") throw telemetryError("property-unknown", { property });
    }
  }
}

/** The job. It may run again after a crash: what is stored already counts as unchanged. */
export async function importFile(
  ctx: Context,
  input: { importId: string },
  progress: Progress,
): Promise<ImportResult> {
  authorise(ctx, policy, "run", "import");
  const row = await store.findImport(ctx, input.importId);
  if (!row) throw telemetryError("import-unknown", { import: input.importId });
  await store.updateImport(ctx, row.id, { state: "running" });
  try {
    const { result, refusedHash } = await readIntoSeries(ctx, row, progress);
    await store.updateImport(ctx, row.id, {
      state: "done",
      rowsRead: result.rowsRead,
      rowsRefused: result.rowsRefused,
      observations: result.stored,
      unchanged: result.unchanged,
      refusedHash,
      finishedAt: ctx.now(),
    });
    return result;
  } catch (error) {
    await store.updateImport(ctx, row.id, { state: "failed", finishedAt: ctx.now() });
    throw error;
  }
}

async function readIntoSeries(
  ctx: Context,
  row: store.ImportRow,
  progress: Progress,
): Promise<{ result: ImportResult; refusedHash: string | null }> {
  const { catalogue, pipeline } = telemetryState.of(ctx);
  await catalogue.reload();
  const refused = refusedFile(ctx);
  const say = (rows: number): Bilingual => ({
    vi: `Đã đọc ${rows.toLocaleString("vi")} dòng`,
    en: `${rows.toLocaleString("en")} rows read`,
  });
  try {
    const result = await runImport(await ctx.files.open(row.fileHash), row.mapping as ImportPlan, {
      pipeline,
      seriesOf: (thing, property) => catalogue.findByCode(thing, property),
      refuse: refused.add,
      progress: async (bytes, rows) => {
        await refused.drained();
        await progress(Math.min(bytes, row.fileBytes - 1), row.fileBytes, say(rows));
      },
      now: () => ctx.now().getTime(),
    });
    await progress(row.fileBytes, row.fileBytes, say(result.rowsRead));
    return { result, refusedHash: await refused.end() };
  } catch (error) {
    refused.abandon();
    throw error;
  }
}

/** Gathers refusals as a CSV file among the files; nothing is written if there are none. */
function refusedFile(ctx: Context) {
  const out = new PassThrough({ highWaterMark: 1_048_576 });
  const stored = ctx.files.put(out, mostFileBytes);
  stored.catch(() => undefined);
  let count = 0;
  out.write(refusalHeader());
  return {
    add: (refused: Refused): void => {
      if (count++ < mostRefusedKept) out.write(encodeRefusals([refused]));
    },
    drained: async (): Promise<void> => {
      if (out.writableNeedDrain) await new Promise<void>((resolve) => out.once("drain", resolve));
    },
    end: async (): Promise<string | null> => {
      out.end();
      const { hash } = await stored;
      return count === 0 ? null : hash;
    },
    abandon: () => void out.destroy(),
  };
}

export async function getImport(ctx: Context, id: string): Promise<store.ImportRow> {
  authorise(ctx, policy, "read", "import");
  const row = await store.findImport(ctx, id);
  if (!row) throw telemetryError("import-unknown", { import: id });
  return row;
}

export async function listImports(
  ctx: Context,
  input: { limit: number; cursor?: string },
): Promise<Page<store.ImportRow>> {
  authorise(ctx, policy, "read", "import");
  const [at, id] = input.cursor === undefined ? [] : decodeCursor(input.cursor, 2);
  const rows = await store.listImports(ctx, {
    limit: input.limit + 1,
    ...(at !== undefined ? { before: [String(at), String(id)] as const } : {}),
  });
  return pageOf(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
}

/** The refused rows of an import as CSV. @throws `telemetry.import-unknown` also if nothing was refused */
export async function openRefusedRows(ctx: Context, id: string): Promise<{ body: Readable; name: string }> {
  const row = await getImport(ctx, id);
  if (!row.refusedHash) throw telemetryError("import-unknown", { import: id });
  return {
    body: await ctx.files.open(row.refusedHash),
    name: `tu-choi-${row.fileName.replace(/[^A-Za-z0-9._-]+/g, "_").slice(0, 80)}.csv`,
  };
}

/** The same plan gives the same text, in whatever order its keys come (PostgreSQL gives them back in its own). */
function canonicalJson(plan: ImportPlan): string {
  return JSON.stringify(plan, (_key, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

async function readStart(file: Readable, most: number): Promise<{ bytes: Uint8Array; complete: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of file) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > most) break;
  }
  file.destroy();
  return { bytes: Buffer.concat(chunks).subarray(0, most), complete: size <= most };
}
