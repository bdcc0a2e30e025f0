/** Who sees what: classes of columns, masks, grants, row rules, and the log of reads. */
import type { Context } from "../../../kernel/context.ts";
import { decodeCursor, encodeCursor } from "../../../kernel/page.ts";
import { authorise } from "../../../kernel/policy.ts";
import { transaction } from "../../../kernel/postgres.ts";
import type { ColumnClass } from "../column-types.ts";
import { warehouseError } from "../errors.ts";
import { policy } from "../policy.ts";
import { type Audience, masksByClass } from "../protect/masks.ts";
import type { AccessInput, AccessView, ClassificationView, Mask } from "../schema/datasets.ts";
import type { ReadLogPage } from "../schema/use.ts";
import { updateColumn, updateDataset } from "../store/datasets.ts";
import { listReads } from "../store/read-log.ts";
import { authorOf, checkAgency } from "./people.ts";
import { getKnownDataset } from "./reading.ts";

/** Classes of columns with what speaks for them. */
export async function getClassification(ctx: Context, name: string): Promise<ClassificationView> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "read", "load");
  return {
    columns: dataset.allColumns.map((column) => ({
      name: column.name,
      class: column.class,
      status: column.classStatus,
      decidedBy: column.classBy,
      decidedAt: column.classAt?.toISOString() ?? null,
      proposals: column.proposals,
    })),
  };
}

/** A steward's decision; it holds for the loads to come. @throws `warehouse.column-unknown` */
export async function decideClass(
  ctx: Context,
  name: string,
  input: { column: string; class: ColumnClass },
): Promise<ClassificationView> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "confirm", "class", { agencyCode: dataset.agencyCode });
  if (!dataset.allColumns.some((column) => column.name === input.column))
    throw warehouseError("column-unknown", { dataset: name, column: input.column });
  await transaction(ctx, (inner) =>
    updateColumn(inner, dataset.id, input.column, {
      class: input.class,
      classStatus: "confirmed",
      classBy: authorOf(ctx).author,
      classAt: ctx.now(),
    }),
  );
  return getClassification(ctx, name);
}

const audiences: readonly Audience[] = ["public", "city", "analyst", "owner"];

/** What each audience sees of each column, and what is granted. */
export async function getAccess(ctx: Context, name: string): Promise<AccessView> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "read", "load");
  return {
    access: dataset.access,
    grants: dataset.grants,
    rows: dataset.rowRules,
    columns: dataset.columns.flatMap(({ name: column, mask }) =>
      mask === null ? [] : [{ name: column, mask }],
    ),
    classes: dataset.columns.map((column) => ({
      column: column.name,
      class: column.class,
      mask: Object.fromEntries(
        audiences.map((audience) => [
          audience,
          column.mask !== null && audience !== "owner" ? column.mask : masksByClass[column.class][audience],
        ]),
      ) as Record<Audience, Mask>,
    })),
  };
}

/** @throws `warehouse.column-unknown`, `registry.agency-unknown` */
export async function setAccess(ctx: Context, name: string, input: AccessInput): Promise<AccessView> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "set", "access", { agencyCode: dataset.agencyCode });
  const known = new Set(dataset.columns.map((column) => column.name));
  const named = [
    ...input.columns.map((column) => column.name),
    ...input.rows.map(({ column }) => column),
    ...input.grants.flatMap(({ clearColumns }) => clearColumns),
  ];
  for (const column of named)
    if (!known.has(column)) throw warehouseError("column-unknown", { dataset: name, column });
  for (const { name: column, mask } of input.columns)
    if (
      dataset.access === "open" &&
      mask === "clear" &&
      dataset.columns.some((one) => one.name === column && one.class !== "none")
    )
      throw warehouseError("release-blocked", {
        dataset: name,
        reason: `cột ${column} là dữ liệu cá nhân, không bỏ che trong dữ liệu mở`,
        reasonEn: `${column} is personal data and stays masked in open data`,
      });
  for (const { agencyCode } of input.grants) await checkAgency(ctx, agencyCode);
  await transaction(ctx, async (inner) => {
    await updateDataset(inner, dataset.id, { grants: input.grants, rowRules: input.rows });
    for (const column of dataset.columns) {
      const mask = input.columns.find((one) => one.name === column.name)?.mask ?? null;
      if (mask !== column.mask) await updateColumn(inner, dataset.id, column.name, { mask });
    }
  });
  return getAccess(ctx, name);
}

/** Who read the dataset, newest first. */
export async function listReadLog(
  ctx: Context,
  name: string,
  page: { cursor?: string | undefined; limit?: number | undefined },
): Promise<ReadLogPage> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "read", "read-log", { agencyCode: dataset.agencyCode });
  const limit = page.limit ?? 50;
  const before =
    page.cursor === undefined
      ? new Date(ctx.now().getTime() + 60_000).toISOString()
      : String(decodeCursor(page.cursor, 1)[0]);
  const rows = await listReads(ctx, dataset.id, before, limit + 1);
  const items = rows
    .slice(0, limit)
    .map(({ at, actor, agency, path, purpose, columns, clear, rows: count }) => ({
      at,
      who: actor,
      agency: agency || null,
      path,
      purpose: purpose || null,
      columns,
      clear: Boolean(clear),
      rows: Number(count),
    }));
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.at]) : null };
}
