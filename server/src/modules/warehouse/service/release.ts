/** The release gate: what must hold before a dataset is open to everyone, who proposes and who approves. */
import { randomUUID } from "node:crypto";
import type { Context } from "../../../kernel/context.ts";
import type { Bilingual } from "../../../kernel/errors.ts";
import { authorise } from "../../../kernel/policy.ts";
import { transaction } from "../../../kernel/postgres.ts";
import { warehouseError } from "../errors.ts";
import { datasetOpened } from "../events.ts";
import { policy } from "../policy.ts";
import { mayRead, viewOf } from "../protect/view.ts";
import type { Release, ReleaseInput } from "../schema/use.ts";
import { warehouseState } from "../state.ts";
import { type DatasetRow, listDatasetRows, updateDataset } from "../store/datasets.ts";
import { measureAnonymity } from "../store/quality.ts";
import {
  decideReleaseRow,
  findRelease,
  insertRelease,
  listReleaseRows,
  type ReleaseRow,
} from "../store/records.ts";
import { compileRelation } from "../store/relation.ts";
import { versionTable } from "../store/staging.ts";
import { findVersionRow, type VersionRow } from "../store/versions.ts";
import { authorOf } from "./people.ts";
import { getKnownDataset, protectedOf, todayOf } from "./reading.ts";

interface Check {
  readonly code: string;
  readonly ok: boolean;
  readonly words: Bilingual;
}

/** Measures one version as the public would see it and puts the request before an approver; what fails blocks it. */
export async function proposeRelease(ctx: Context, name: string, input: ReleaseInput): Promise<Release> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "propose", "release", { agencyCode: dataset.agencyCode });
  const version = await findVersionRow(ctx, dataset.id, input.version);
  if (version?.storage !== "ready")
    throw warehouseError("version-unknown", { dataset: name, version: input.version });
  for (const column of [...input.quasiIdentifiers, ...(input.sensitive ?? [])])
    if (!version.columns.some((one) => one.name === column))
      throw warehouseError("column-unknown", { dataset: name, column });
  const anonymity = await anonymityOf(ctx, dataset, version, input);
  const checks = checksOf(dataset, version, input, anonymity);
  const id = randomUUID();
  const { author, authorId } = authorOf(ctx);
  await insertRelease(ctx, {
    id,
    datasetId: dataset.id,
    version: input.version,
    state: checks.every(({ ok }) => ok) ? "proposed" : "blocked",
    input,
    checks,
    anonymity,
    proposedBy: author,
    proposedById: authorId,
    proposedAt: ctx.now(),
  });
  return viewOfRelease(await getRow(ctx, id));
}

/** k over the quasi-identifiers in the relation that anyone would read. */
async function anonymityOf(
  ctx: Context,
  dataset: DatasetRow,
  version: VersionRow,
  input: ReleaseInput,
): Promise<Release["anonymity"]> {
  if (input.quasiIdentifiers.length === 0) return null;
  const open = { ...protectedOf(dataset), access: "open" as const };
  const view = viewOf({ kind: "anonymous" }, open, { today: todayOf(ctx) });
  const relation = compileRelation({
    table: versionTable(ctx, dataset.id, version.number),
    columns: version.columns,
    classes: new Map(dataset.allColumns.map((column) => [column.name, column.class])),
    view,
    hashKey: warehouseState.of(ctx).hashKey,
  });
  const seen = (names: readonly string[]) =>
    names.filter((name) => relation.columns.some((one) => one.name === name));
  return measureAnonymity(ctx, {
    from: relation.from,
    params: relation.params,
    quasi: seen(input.quasiIdentifiers),
    sensitive: seen(input.sensitive ?? []),
    leastK: input.leastK,
  });
}

function checksOf(
  dataset: DatasetRow,
  version: VersionRow,
  input: ReleaseInput,
  anonymity: Release["anonymity"],
): Check[] {
  const open = dataset.columns
    .filter(({ classStatus }) => classStatus === "proposed")
    .map(({ name }) => name);
  const described = dataset.columns.filter(({ label }) => label.vi.trim() !== "").length;
  const personal = dataset.columns
    .filter((column) => column.class !== "none" && (column.mask ?? "") === "clear")
    .map(({ name }) => name);
  const checks: Check[] = [
    {
      code: "published",
      ok: version.state === "published",
      words: { vi: "Bản được mở đã công bố nội bộ", en: "The version is published inside the city" },
    },
    {
      code: "personal-data-decided",
      ok: open.length === 0,
      words:
        open.length === 0
          ? {
              vi: "Mọi dấu hiệu dữ liệu cá nhân đã có người quyết định",
              en: "Every sign of personal data has been decided on",
            }
          : {
              vi: `Chưa quyết định về dữ liệu cá nhân ở cột ${open.join(", ")}`,
              en: `Personal data not decided on in ${open.join(", ")}`,
            },
    },
    {
      code: "personal-data-masked",
      ok: personal.length === 0,
      words:
        personal.length === 0
          ? {
              vi: "Cột cá nhân đều được che với công chúng",
              en: "Personal columns are masked for the public",
            }
          : { vi: `Cột ${personal.join(", ")} không được che`, en: `${personal.join(", ")} are not masked` },
    },
    {
      code: "dictionary",
      ok: described === dataset.columns.length,
      words: {
        vi: `${described}/${dataset.columns.length} cột có mô tả`,
        en: `${described} of ${dataset.columns.length} columns are described`,
      },
    },
    {
      code: "source",
      ok: dataset.source.vi.trim() !== "",
      words: { vi: "Nêu nguồn dữ liệu", en: "The source is named" },
    },
    {
      code: "rows-unrestricted",
      ok: dataset.rowRules.length === 0,
      words: { vi: "Không giới hạn dòng theo đơn vị", en: "No rule restricts rows" },
    },
  ];
  if (anonymity)
    checks.push({
      code: "k-anonymity",
      ok: anonymity.k >= input.leastK,
      words: {
        vi: `Nhóm nhỏ nhất có ${anonymity.k} dòng (cần ${input.leastK}); ${anonymity.rowsBelow} dòng ở nhóm nhỏ hơn`,
        en: `The smallest group has ${anonymity.k} rows (${input.leastK} needed); ${anonymity.rowsBelow} rows are in smaller groups`,
      },
    });
  return checks;
}

/** Requests that the person may know of, newest first. */
export async function listReleases(
  ctx: Context,
  by: { dataset?: string | undefined; state?: string | undefined },
): Promise<Release[]> {
  authorise(ctx, policy, "read", "load");
  const dataset = by.dataset === undefined ? undefined : await getKnownDataset(ctx, by.dataset);
  const rows = await listReleaseRows(ctx, {
    ...(dataset ? { datasetId: dataset.id } : {}),
    ...(by.state ? { state: by.state } : {}),
  });
  const known = new Set(
    (await listDatasetRows(ctx))
      .filter((one) => mayRead(ctx.actor, protectedOf(one), todayOf(ctx)))
      .map(({ id }) => id),
  );
  return rows.filter(({ datasetId }) => known.has(datasetId)).map(viewOfRelease);
}

/**
 * An approver who is not the proposer decides; approval opens exactly the version that was measured.
 * @throws `warehouse.release-own`, `warehouse.release-decided`, `warehouse.release-blocked`
 */
export async function decideRelease(
  ctx: Context,
  id: string,
  input: { decision: "approve" | "reject"; reason?: string | undefined },
): Promise<Release> {
  authorise(ctx, policy, "read", "load");
  const row = await getRow(ctx, id);
  const dataset = await getKnownDataset(ctx, row.dataset);
  authorise(ctx, policy, "approve", "release", { agencyCode: dataset.agencyCode });
  const { author, authorId } = authorOf(ctx);
  if (row.proposedById !== null && row.proposedById === authorId) throw warehouseError("release-own");
  if (input.decision === "reject" && !input.reason?.trim())
    throw warehouseError("release-blocked", {
      dataset: dataset.name,
      reason: "từ chối phải nêu lý do",
      reasonEn: "a refusal needs its reason",
    });
  if (input.decision === "approve") await checkAgain(ctx, dataset, row);
  await transaction(ctx, async (inner) => {
    const state = input.decision === "approve" ? "approved" : "rejected";
    const decided = await decideReleaseRow(inner, id, {
      state,
      decidedBy: author,
      decidedById: authorId,
      decidedAt: ctx.now(),
      reason: input.reason ?? null,
    });
    if (!decided) throw warehouseError("release-decided");
    if (state !== "approved") return;
    await updateDataset(inner, dataset.id, {
      access: "open",
      openedVersion: row.version,
      licence: row.input.licence,
    });
    await inner.emit(datasetOpened, {
      dataset: dataset.name,
      version: row.version,
      licence: row.input.licence,
    });
  });
  return viewOfRelease(await getRow(ctx, id));
}

/** Between proposal and approval something may have changed: the version, a class, a mask. */
async function checkAgain(ctx: Context, dataset: DatasetRow, row: ReleaseRow): Promise<void> {
  const version = await findVersionRow(ctx, dataset.id, row.version);
  const same = dataset.currentVersion === row.version;
  const anonymity = version ? await anonymityOf(ctx, dataset, version, row.input) : null;
  const failed = version ? checksOf(dataset, version, row.input, anonymity).find(({ ok }) => !ok) : undefined;
  const problem = same
    ? failed?.words
    : { vi: "bản hiện hành không còn là bản đã đo", en: "the current version is no longer the one measured" };
  if (problem)
    throw warehouseError("release-blocked", {
      dataset: dataset.name,
      reason: problem.vi,
      reasonEn: problem.en,
    });
}

async function getRow(ctx: Context, id: string): Promise<ReleaseRow> {
  const row = await findRelease(ctx, id);
  if (!row) throw warehouseError("release-unknown");
  return row;
}

function viewOfRelease(row: ReleaseRow): Release {
  const { datasetId: _id, proposedById: _by, proposedAt, decidedAt, ...rest } = row;
  return { ...rest, proposedAt: proposedAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null };
}
