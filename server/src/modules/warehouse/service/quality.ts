/** Quality: rules kept with the dataset, checked on each load, with score and history. */
import type { Context } from "../../../kernel/context.ts";
import type { Bilingual } from "../../../kernel/errors.ts";
import { authorise } from "../../../kernel/policy.ts";
import { transaction } from "../../../kernel/postgres.ts";
import type { RuleDefinition } from "../column-types.ts";
import { warehouseError } from "../errors.ts";
import { policy } from "../policy.ts";
import { ruleProblem, ruleWords, skippedWords } from "../quality-words.ts";
import type { Cell } from "../schema/datasets.ts";
import type { QualityInput, QualityView, RuleResult } from "../schema/use.ts";
import { type DatasetRow, findDatasetRow, updateDataset } from "../store/datasets.ts";
import { type Checked, checkRule, type RuleOutcome } from "../store/quality.ts";
import { insertQuality, listQuality } from "../store/records.ts";
import { selectPage } from "../store/rows.ts";
import { versionTable } from "../store/staging.ts";
import { findVersionRow, updateVersion, type VersionRow } from "../store/versions.ts";
import { getKnownDataset, openDataset } from "./reading.ts";

/** A result as it is kept: which rows failed, not what stood in them. */
export type StoredResult = Omit<RuleResult, "words" | "examples" | "message"> & {
  readonly ids: readonly string[];
  readonly measured: number | null;
  readonly why: string | null;
};

export interface Scored {
  readonly score: number | null;
  readonly failed: number;
  /** A rule of severity `error` has failed. */
  readonly broken: boolean;
  readonly results: readonly StoredResult[];
}

/** Checks the rules of a dataset on a version that may not be entered yet. */
export async function scoreVersion(
  ctx: Context,
  dataset: DatasetRow,
  version: Pick<VersionRow, "number" | "columns" | "rowCount" | "createdAt">,
  before: VersionRow | undefined,
): Promise<Scored> {
  const on: Checked = {
    table: versionTable(ctx, dataset.id, version.number),
    columns: version.columns,
    rowCount: version.rowCount,
    now: ctx.now(),
    createdAt: version.createdAt,
    before:
      before?.storage === "ready"
        ? {
            table: versionTable(ctx, dataset.id, before.number),
            columns: before.columns,
            rowCount: before.rowCount,
          }
        : null,
    other: (name) => otherTable(ctx, name),
  };
  const results: StoredResult[] = [];
  for (const rule of dataset.rules) results.push(storedOf(rule, await checkSafely(ctx, rule, on)));
  const judged = results.filter(
    ({ outcome }) => outcome === "pass" || outcome === "fail" || outcome === "error",
  );
  const failed = judged.filter(({ outcome }) => outcome !== "pass");
  return {
    score: judged.length === 0 ? null : scoreOf(judged),
    failed: failed.length,
    broken: failed.some(({ rule }) => rule.severity !== "warning"),
    results,
  };
}

/** Each rule counts by the share of rows that keep it; a warning counts half of an error. 0–100. */
function scoreOf(results: readonly StoredResult[]): number {
  let kept = 0;
  let weight = 0;
  for (const { rule, outcome, failing, checked } of results) {
    const share = outcome === "pass" ? 1 : checked <= 1 ? 0 : Math.max(0, 1 - failing / checked);
    const one = rule.severity === "warning" ? 0.5 : 1;
    kept += share * one;
    weight += one;
  }
  return Math.round((kept / weight) * 1_000) / 10;
}

/** A rule that the engine refuses (a pattern that is none) is an outcome, not the end of the load. */
async function checkSafely(
  ctx: Context,
  rule: RuleDefinition,
  on: Checked,
): Promise<RuleOutcome | { outcome: "error" }> {
  try {
    return await checkRule(ctx, rule, on);
  } catch (error) {
    ctx.log.warn({ err: error, rule: rule.kind }, "a quality rule could not be checked");
    return { outcome: "error" };
  }
}

function storedOf(rule: RuleDefinition, found: RuleOutcome | { outcome: "error" }): StoredResult {
  if (found.outcome === "error")
    return { rule, outcome: "error", failing: 0, checked: 0, ids: [], measured: null, why: null };
  if (found.outcome === "skipped")
    return { rule, outcome: "skipped", failing: 0, checked: 0, ids: [], measured: null, why: found.why };
  const { outcome, failing, checked, ids, measured } = found;
  return { rule, outcome, failing, checked, ids, measured: measured ?? null, why: null };
}

async function otherTable(ctx: Context, name: string) {
  const dataset = await findDatasetRow(ctx, { name });
  if (!dataset || dataset.currentVersion === null) return undefined;
  const version = await findVersionRow(ctx, dataset.id, dataset.currentVersion);
  return version?.storage === "ready"
    ? { table: versionTable(ctx, dataset.id, version.number), columns: version.columns }
    : undefined;
}

/** Rules, the last results with examples as the person may see them, and history. */
export async function getQuality(ctx: Context, name: string): Promise<QualityView> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await getKnownDataset(ctx, name);
  const history = await listQuality(ctx, dataset.id, 60);
  const last = history.at(-1);
  const results = (last?.results ?? []) as StoredResult[];
  return {
    rules: dataset.rules,
    onFailure: dataset.onFailure,
    score: last?.score ?? null,
    version: last?.version ?? null,
    checkedAt: last?.checkedAt.toISOString() ?? null,
    results: last
      ? await Promise.all(results.map((result) => resultView(ctx, dataset, last.version, result)))
      : [],
    history: history.map(({ version, score, failed, checkedAt }) => ({
      version,
      score,
      failed,
      checkedAt: checkedAt.toISOString(),
    })),
  };
}

async function resultView(
  ctx: Context,
  dataset: DatasetRow,
  version: number,
  stored: StoredResult,
): Promise<RuleResult> {
  const { rule, outcome, failing, checked, ids } = stored;
  return {
    ...{ rule, outcome, failing, checked },
    words: ruleWords(rule),
    examples: ids.length > 0 ? await examplesOf(ctx, dataset, version, ids) : [],
    message: messageOf(stored),
  };
}

/** Failing rows through the person's own view; none where the version is not for them or is not at hand. */
async function examplesOf(
  ctx: Context,
  dataset: DatasetRow,
  number: number,
  ids: readonly string[],
): Promise<Cell[][]> {
  const version = await findVersionRow(ctx, dataset.id, number);
  if (version?.storage !== "ready") return [];
  try {
    const { relation } = await openDataset(ctx, dataset, { version: number });
    const where = { sql: " WHERE _id IN {ids:Array(Int64)}", params: { ids: ids.slice(0, 20).map(Number) } };
    const page = await selectPage(ctx, {
      relation,
      where,
      columns: relation.columns,
      order: [],
      after: null,
      limit: 20,
    });
    return page.rows as Cell[][];
  } catch (error) {
    // A version that the person may not open: the counts stand, the rows are not shown.
    ctx.log.debug({ err: error, dataset: dataset.name }, "no examples for a quality rule");
    return [];
  }
}

function messageOf({ outcome, failing, checked, measured, why }: StoredResult): Bilingual {
  if (outcome === "skipped") return skippedWords[why ?? ""] ?? { vi: "bỏ qua", en: "skipped" };
  if (outcome === "error")
    return { vi: "không kiểm tra được quy tắc này", en: "the rule could not be checked" };
  if (measured !== null)
    return {
      vi: `đo được ${measured.toLocaleString("vi")}`,
      en: `measured ${measured.toLocaleString("en")}`,
    };
  if (outcome === "pass") return { vi: "đạt", en: "passed" };
  return {
    vi: `${failing.toLocaleString("vi")} trên ${checked.toLocaleString("vi")} dòng chưa đạt`,
    en: `${failing.toLocaleString("en")} of ${checked.toLocaleString("en")} rows fail`,
  };
}

/** @throws `warehouse.rule-invalid` */
export async function setQuality(ctx: Context, name: string, input: QualityInput): Promise<QualityView> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "set", "quality", { agencyCode: dataset.agencyCode });
  input.rules.forEach((rule, i) => {
    const problem = ruleProblem(rule);
    if (problem)
      throw warehouseError("rule-invalid", { number: i + 1, reason: `${problem.vi} / ${problem.en}` });
  });
  await updateDataset(ctx, dataset.id, { rules: input.rules, onFailure: input.onFailure });
  return runQuality(ctx, name);
}

/** Checks the current version again, with the rules of now. */
export async function runQuality(ctx: Context, name: string): Promise<QualityView> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "set", "quality", { agencyCode: dataset.agencyCode });
  const number = dataset.currentVersion;
  const version = number === null ? undefined : await findVersionRow(ctx, dataset.id, number);
  if (version?.storage !== "ready") return getQuality(ctx, name);
  const scored = await scoreVersion(ctx, dataset, version, undefined);
  await transaction(ctx, (inner) => recordQuality(inner, dataset.id, version.number, scored));
  return getQuality(ctx, name);
}

export async function recordQuality(
  ctx: Context,
  datasetId: number,
  version: number,
  scored: Scored,
): Promise<void> {
  if (scored.score === null) return;
  await insertQuality(ctx, {
    datasetId,
    version,
    checkedAt: ctx.now(),
    score: scored.score,
    failed: scored.failed,
    results: scored.results,
  });
  await updateVersion(ctx, datasetId, version, { qualityScore: scored.score });
}
