/** What happens to a new version before it can be seen: profile, quality, personal data, the decision to publish. */
import { classifyColumn } from "@dothi/vietnam";
import type { Context } from "../../../kernel/context.ts";
import type { Bilingual } from "../../../kernel/errors.ts";
import type { ColumnClass } from "../column-types.ts";
import type { Loaded } from "../ingest/load-file.ts";
import type { Profile } from "../schema/datasets.ts";
import { type ColumnRow, type DatasetRow, updateColumn } from "../store/datasets.ts";
import { profileRelation } from "../store/profile.ts";
import { sampleValues } from "../store/quality.ts";
import { insertLineage } from "../store/records.ts";
import { versionTable } from "../store/staging.ts";
import type { VersionRow } from "../store/versions.ts";
import { recordQuality, scoreVersion } from "./quality.ts";

export interface AfterLoad {
  readonly profile: Profile;
  readonly score: number | null;
  /** Why the version is not published by itself; null = it is. */
  readonly heldBack: Bilingual | null;
  /** Enters what was found, in the transaction that enters the version. */
  readonly record: (ctx: Context) => Promise<void>;
}

/** A class is proposed, and protects, from this confidence on. */
const leastConfidence = 0.5;

export async function afterLoad(
  ctx: Context,
  input: {
    dataset: DatasetRow;
    number: number;
    loaded: Loaded;
    current: VersionRow | undefined;
    draft: boolean;
  },
): Promise<AfterLoad> {
  const { dataset, number, loaded, current } = input;
  const table = versionTable(ctx, dataset.id, number);
  const columns = loaded.columns.map(({ name, type, nullable, wide }) => ({
    name,
    type,
    nullable,
    wide,
    shown: "clear" as const,
  }));
  const taken = await profileRelation(ctx, {
    from: table,
    params: {},
    columns,
    indexed: false,
    restricted: false,
  });
  const scored = await scoreVersion(
    ctx,
    dataset,
    { number, columns: loaded.columns, rowCount: loaded.rowCount, createdAt: ctx.now() },
    current,
  );
  const found = await findPersonal(ctx, dataset, loaded, table);
  return {
    profile: { version: number, ...taken },
    score: scored.score,
    heldBack: heldBack(dataset, {
      draft: input.draft,
      broken: scored.broken,
      found: found.filter(({ isNew }) => isNew),
    }),
    record: async (inner) => {
      await recordQuality(inner, dataset.id, number, scored);
      for (const { name, proposals } of found) {
        const best = proposals[0];
        if (best)
          await updateColumn(inner, dataset.id, name, {
            proposals,
            class: best.class,
            classStatus: "proposed",
          });
      }
      await insertLineage(inner, {
        to: `dataset:${dataset.name}`,
        from: `file:${loaded.parquet.hash.slice(0, 12)}`,
        via: `load v${number}`,
        columns: [],
      });
    },
  };
}

interface FoundPersonal {
  readonly name: string;
  readonly isNew: boolean;
  readonly proposals: { class: ColumnClass; confidence: number; evidence: { vi: string; en: string }[] }[];
}

/** Columns that no steward has decided on are looked through again with each load. */
async function findPersonal(
  ctx: Context,
  dataset: DatasetRow,
  loaded: Loaded,
  table: string,
): Promise<FoundPersonal[]> {
  const found: FoundPersonal[] = [];
  for (const column of loaded.columns) {
    const known: ColumnRow | undefined = dataset.allColumns.find(({ name }) => name === column.name);
    if (known && (known.classStatus === "confirmed" || known.class !== "none")) continue;
    if (!["text", "integer", "number", "date"].includes(column.type)) continue;
    const sample = await sampleValues(ctx, table, column.name);
    const label = loaded.loadColumns.find(({ name }) => name === column.name)?.sourceName ?? column.name;
    const proposals = classifyColumn({
      name: column.name,
      label,
      type: column.type,
      values: sample.values,
      total: sample.total,
    })
      .filter(({ confidence }) => confidence >= leastConfidence)
      .map((one) => ({
        class: one.class as ColumnClass,
        confidence: one.confidence,
        evidence: one.evidence.map(({ vi, en }) => ({ vi, en })),
      }));
    if (proposals.length > 0) found.push({ name: column.name, isNew: true, proposals });
  }
  return found;
}

function heldBack(
  dataset: DatasetRow,
  state: { draft: boolean; broken: boolean; found: readonly FoundPersonal[] },
): Bilingual | null {
  if (state.draft)
    return {
      vi: "Người nạp muốn xem lại trước khi công bố.",
      en: "The loader wants to look at it before it is published.",
    };
  if (state.broken && dataset.onFailure === "hold")
    return {
      vi: "Có quy tắc chất lượng bắt buộc chưa đạt.",
      en: "A quality rule of the contract has failed.",
    };
  const names = state.found.map(({ name }) => name).join(", ");
  if (dataset.access === "open" && state.found.length > 0)
    return {
      vi: `Dữ liệu mở nhưng vừa thấy dấu hiệu dữ liệu cá nhân ở cột ${names}.`,
      en: `The dataset is open, and columns ${names} look like personal data.`,
    };
  return null;
}
