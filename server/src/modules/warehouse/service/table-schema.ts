/** The dictionary as Table Schema v2, out and in. */
import { type DictionaryColumn, parseTableSchema, readColumns, writeTableSchema } from "@dothi/table-schema";
import type { Context } from "../../../kernel/context.ts";
import { kernelError } from "../../../kernel/errors.ts";
import { authorise } from "../../../kernel/policy.ts";
import { policy } from "../policy.ts";
import type { Dataset } from "../schema/datasets.ts";
import { describeColumns, getDataset } from "./datasets.ts";
import { getKnownDataset } from "./reading.ts";

export async function getTableSchema(ctx: Context, name: string): Promise<object> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await getDataset(ctx, name);
  const columns = dataset.columns.map(
    (column): DictionaryColumn => ({
      name: column.name,
      type: column.type,
      label: column.label,
      description: column.description,
      codes: column.codes,
      ...(column.unit === null ? {} : { unit: column.unit }),
      ...(column.term === null ? {} : { term: column.term }),
      ...(column.class === "none" ? {} : { class: column.class }),
    }),
  );
  return writeTableSchema(columns, dataset.key.length > 0 ? { primaryKey: dataset.key } : {});
}

/** Takes labels, descriptions, units, codes and terms of the columns that the dataset has; others are left out. */
export async function setTableSchema(ctx: Context, name: string, input: unknown): Promise<Dataset> {
  authorise(ctx, policy, "read", "catalogue");
  const dataset = await getKnownDataset(ctx, name);
  authorise(ctx, policy, "edit", "dataset", { agencyCode: dataset.agencyCode });
  const { schema, problems } = parseTableSchema(input);
  const [first] = problems;
  if (first && schema.fields.length === 0)
    throw kernelError(
      "input-invalid",
      {},
      { problems: problems.slice(0, 50).map(({ path, message }) => ({ path, message })) },
    );
  const known = new Set(dataset.columns.map((column) => column.name));
  const columns = readColumns(schema)
    .filter((column) => known.has(column.name))
    .map(({ name: column, label, description, unit, codes, term }) => ({
      name: column,
      label: { ...label },
      ...(description ? { description: { ...description } } : {}),
      ...(unit === undefined ? {} : { unit }),
      ...(term === undefined ? {} : { term }),
      ...(codes ? { codes: codes.map((one) => ({ code: one.code, label: { ...one.label } })) } : {}),
    }));
  return describeColumns(ctx, name, { columns });
}
