/** Where data comes from and where it goes, as far as the asking person may know of it. */
import type { Context } from "../../../kernel/context.ts";
import { authorise } from "../../../kernel/policy.ts";
import { policy } from "../policy.ts";
import { mayRead } from "../protect/view.ts";
import type { LineageGraph } from "../schema/use.ts";
import { listDatasetRows } from "../store/datasets.ts";
import { listSavedQueries } from "../store/queries.ts";
import { edgesOf, insertLineage, insertLineageEvent, type LineageEdge } from "../store/records.ts";
import { getKnownDataset, protectedOf, todayOf } from "./reading.ts";

const mostDepth = 5;
const mostNodes = 200;

/** The graph around a dataset. A dataset that is not for the person is neither named nor shown; neither is SQL that reads it. */
export async function getLineage(
  ctx: Context,
  name: string,
  query: { depth?: number | undefined },
): Promise<LineageGraph> {
  authorise(ctx, policy, "read", "catalogue");
  await getKnownDataset(ctx, name);
  const rows = await listDatasetRows(ctx);
  const today = todayOf(ctx);
  const known = new Map(
    rows
      .filter((row) => mayRead(ctx.actor, protectedOf(row), today))
      .map((row) => [`dataset:${row.name}`, row]),
  );
  const isVisible = (node: string) => !node.startsWith("dataset:") || known.has(node);
  const edges = await collect(ctx, `dataset:${name}`, Math.min(query.depth ?? 3, mostDepth), isVisible);
  const names = new Set([`dataset:${name}`, ...edges.flatMap(({ from, to }) => [from, to])]);
  const queries = new Map((await listSavedQueries(ctx)).map((one) => [`query:${one.id}`, one]));
  const readable = (node: string) =>
    edges.filter(({ to }) => to === node).every(({ from }) => isVisible(from));
  return {
    nodes: [...names].map((id) => {
      const dataset = known.get(id);
      if (dataset)
        return {
          id,
          kind: "dataset" as const,
          title: dataset.title,
          dataset: dataset.name,
          columns: dataset.columns.map((column) => column.name),
        };
      const saved = queries.get(id);
      if (saved)
        return {
          id,
          kind: "query" as const,
          title: { vi: saved.title, en: saved.title },
          text: readable(id) ? saved.sql : null,
        };
      const text = id.replace(/^[a-z]+:/, "");
      const kind = id.startsWith("source:")
        ? ("source" as const)
        : id.startsWith("file:")
          ? ("load" as const)
          : ("external" as const);
      return {
        id,
        kind,
        title: { vi: kind === "load" ? `Tệp ${text}` : text, en: kind === "load" ? `File ${text}` : text },
      };
    }),
    edges: edges.map(({ from, to }) => ({ from, to })),
    columnEdges: edges.flatMap(({ from, to, columns }) =>
      known.has(from) && known.has(to)
        ? columns.map((column) => ({
            from,
            fromColumn: column.from,
            to,
            toColumn: column.to,
            how: column.how,
          }))
        : [],
    ),
  };
}

async function collect(
  ctx: Context,
  start: string,
  depth: number,
  isVisible: (node: string) => boolean,
): Promise<LineageEdge[]> {
  const edges = new Map<string, LineageEdge>();
  const seen = new Set([start]);
  let front = [start];
  for (let step = 0; step < depth && front.length > 0 && seen.size < mostNodes; step++) {
    const found = await edgesOf(ctx, front);
    const next: string[] = [];
    for (const edge of found) {
      if (!isVisible(edge.from) || !isVisible(edge.to)) continue;
      edges.set(`${edge.from}\0${edge.to}`, edge);
      for (const node of [edge.from, edge.to]) {
        if (seen.has(node) || seen.size >= mostNodes) continue;
        seen.add(node);
        next.push(node);
      }
    }
    front = next;
  }
  return [...edges.values()];
}

export interface OpenLineageEvent {
  readonly eventType?: string | undefined;
  readonly eventTime: string;
  readonly run: { readonly runId: string };
  readonly job: { readonly namespace: string; readonly name: string };
  readonly inputs?: readonly OpenLineageDataset[] | undefined;
  readonly outputs?: readonly OpenLineageDataset[] | undefined;
}

interface OpenLineageDataset {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: Readonly<Record<string, unknown>> | undefined;
}

const ownNamespace = "dothi";

/** Takes an OpenLineage run event; a completed run becomes edges from its inputs to its outputs. */
export async function acceptLineage(ctx: Context, event: OpenLineageEvent): Promise<void> {
  authorise(ctx, policy, "send", "lineage");
  const job = `${event.job.namespace} ${event.job.name}`.slice(0, 400);
  await insertLineageEvent(ctx, {
    runId: event.run.runId,
    eventType: event.eventType ?? "OTHER",
    job,
    event,
    direction: "in",
  });
  if (event.eventType !== "COMPLETE") return;
  for (const output of event.outputs ?? [])
    for (const input of event.inputs ?? [])
      await insertLineage(ctx, {
        to: nodeOf(output),
        from: nodeOf(input),
        via: `job ${job}`,
        columns: columnsOf(output, input),
      });
}

function nodeOf({ namespace, name }: OpenLineageDataset): string {
  return namespace === ownNamespace ? `dataset:${name}` : `external:${namespace} ${name}`.slice(0, 500);
}

/** The columnLineage facet of an output, as far as it names this input. */
function columnsOf(
  output: OpenLineageDataset,
  input: OpenLineageDataset,
): { from: string; to: string; how: string }[] {
  const facet = output.facets?.columnLineage as
    | { fields?: Record<string, { inputFields?: { namespace?: string; name?: string; field?: string }[] }> }
    | undefined;
  return Object.entries(facet?.fields ?? {})
    .slice(0, 500)
    .flatMap(([to, { inputFields = [] }]) =>
      inputFields
        .filter(
          (field) =>
            field.name === input.name &&
            field.namespace === input.namespace &&
            typeof field.field === "string",
        )
        .map((field) => ({ from: String(field.field), to, how: "transformation" })),
    );
}

/** Our own runs as OpenLineage events, kept for whoever asks for them. */
export async function emitLineage(
  ctx: Context,
  run: {
    runId: string;
    job: string;
    inputs: readonly string[];
    output: string;
    eventType: "START" | "COMPLETE" | "FAIL";
  },
): Promise<void> {
  const event = {
    eventType: run.eventType,
    eventTime: ctx.now().toISOString(),
    producer: "https://github.com/dothi",
    schemaURL: "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
    run: { runId: run.runId },
    job: { namespace: ownNamespace, name: run.job },
    inputs: run.inputs.map((name) => ({ namespace: ownNamespace, name })),
    outputs: [{ namespace: ownNamespace, name: run.output }],
  };
  await insertLineageEvent(ctx, {
    runId: run.runId,
    eventType: run.eventType,
    job: run.job,
    event,
    direction: "out",
  });
}
