/** The shared dictionary: one meaning, one golden source, for every column that is bound to it. */
import type { Context } from "../../../kernel/context.ts";
import { authorise } from "../../../kernel/policy.ts";
import { warehouseError } from "../errors.ts";
import { policy } from "../policy.ts";
import { mayRead } from "../protect/view.ts";
import type { Term, TermInput } from "../schema/use.ts";
import { listDatasetRows } from "../store/datasets.ts";
import { listTermRows, upsertTerm } from "../store/queries.ts";
import { protectedOf, todayOf } from "./reading.ts";

export async function listTerms(ctx: Context): Promise<Term[]> {
  authorise(ctx, policy, "read", "catalogue");
  const [terms, datasets] = await Promise.all([listTermRows(ctx), listDatasetRows(ctx)]);
  const today = todayOf(ctx);
  const bound = datasets
    .filter((row) => mayRead(ctx.actor, protectedOf(row), today))
    .flatMap((row) =>
      row.columns.map((column) => ({ term: column.term, dataset: row.name, column: column.name })),
    );
  return terms.map((term) => ({
    ...term,
    usedBy: bound.filter((one) => one.term === term.code).map(({ dataset, column }) => ({ dataset, column })),
  }));
}

/** @throws `warehouse.term-exists` */
export async function addTerm(ctx: Context, input: TermInput): Promise<Term> {
  authorise(ctx, policy, "edit", "term");
  if ((await listTermRows(ctx)).some(({ code }) => code === input.code))
    throw warehouseError("term-exists", { term: input.code });
  await upsertTerm(ctx, input);
  return getTerm(ctx, input.code);
}

/** @throws `warehouse.term-unknown` */
export async function changeTerm(ctx: Context, code: string, input: TermInput): Promise<Term> {
  authorise(ctx, policy, "edit", "term");
  await getTerm(ctx, code);
  await upsertTerm(ctx, { ...input, code });
  return getTerm(ctx, code);
}

async function getTerm(ctx: Context, code: string): Promise<Term> {
  const term = (await listTerms(ctx)).find((one) => one.code === code);
  if (!term) throw warehouseError("term-unknown", { term: code });
  return term;
}
