import type { LineageGraph } from "./types-use.ts";

/** A node with its place: `x`, `y` of its upper left corner, in px. */
export type PlacedNode = {
  readonly node: LineageGraph["nodes"][number];
  readonly layer: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The title broken into lines that fit. */
  readonly lines: readonly string[];
  /** Where the columns begin, px under `y`. */
  readonly headHeight: number;
  /** Columns written in the node. */
  readonly columns: readonly string[];
};

/** A drawing of lineage, left to right. */
export type Layout = {
  readonly nodes: readonly PlacedNode[];
  readonly width: number;
  readonly height: number;
};

export const NODE_WIDTH = 220;
const KIND_HEIGHT = 26;
export const LINE_HEIGHT = 18;
const LINE_LETTERS = 28;
const MOST_LINES = 3;
export const COLUMN_HEIGHT = 20;
const GAP_X = 84;
const GAP_Y = 20;
const MARGIN = 16;

/**
 * Layers from left to right by the longest way from a beginning; within a layer nodes stand by the middle of what leads to
 * them, so that edges cross little. A circle is cut where it closes. `opened` nodes show the columns `columnsOf` gives.
 */
export function layoutLineage(
  graph: Pick<LineageGraph, "nodes" | "edges">,
  titleOf: (id: string) => string,
  columnsOf: (id: string) => readonly string[] = () => [],
): Layout {
  const layers = layersOf(graph);
  const byLayer = new Map<number, LineageGraph["nodes"][number][]>();
  for (const node of graph.nodes) {
    const layer = layers.get(node.id) ?? 0;
    byLayer.set(layer, [...(byLayer.get(layer) ?? []), node]);
  }
  const placed = new Map<string, PlacedNode>();
  for (const [layer, nodes] of [...byLayer].sort(([a], [b]) => a - b)) {
    let y = MARGIN;
    for (const node of ordered(nodes, graph.edges, placed)) {
      const columns = columnsOf(node.id);
      const lines = wrapTitle(titleOf(node.id));
      const headHeight = KIND_HEIGHT + lines.length * LINE_HEIGHT + 8;
      const height = headHeight + (columns.length > 0 ? columns.length * COLUMN_HEIGHT + 8 : 0);
      const x = MARGIN + layer * (NODE_WIDTH + GAP_X);
      placed.set(node.id, { node, layer, x, y, width: NODE_WIDTH, height, lines, headHeight, columns });
      y += height + GAP_Y;
    }
  }
  return centred([...placed.values()]);
}

/** The path of an edge between the sides of two nodes; with columns, from column to column. */
export function edgePath(from: PlacedNode, to: PlacedNode, fromColumn?: string, toColumn?: string): string {
  const x1 = from.x + from.width;
  const x2 = to.x;
  const y1 = anchorOf(from, fromColumn);
  const y2 = anchorOf(to, toColumn);
  const bend = Math.max(24, Math.abs(x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

/** Column edges that touch a node, and with them the columns each node has to show. */
export function columnsAround(
  graph: Pick<LineageGraph, "columnEdges">,
  id: string | undefined,
): { edges: LineageGraph["columnEdges"]; columns: ReadonlyMap<string, readonly string[]> } {
  const edges = graph.columnEdges.filter((edge) => edge.from === id || edge.to === id);
  const columns = new Map<string, string[]>();
  const add = (node: string, column: string) => {
    const known = columns.get(node) ?? [];
    if (!known.includes(column)) columns.set(node, [...known, column]);
  };
  for (const edge of edges) {
    add(edge.from, edge.fromColumn);
    add(edge.to, edge.toColumn);
  }
  return { edges, columns };
}

/** A title in lines of whole words; what does not fit in the last line ends in "…". */
export function wrapTitle(title: string): readonly string[] {
  const lines: string[] = [];
  for (const word of title.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LINE_LETTERS)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= MOST_LINES) return lines;
  const [last = ""] = lines.slice(MOST_LINES - 1);
  return [...lines.slice(0, MOST_LINES - 1), `${last.slice(0, LINE_LETTERS - 1)}…`];
}

function layersOf({ nodes, edges }: Pick<LineageGraph, "nodes" | "edges">): Map<string, number> {
  const before = new Map<string, string[]>();
  for (const { from, to } of edges) before.set(to, [...(before.get(to) ?? []), from]);
  const layers = new Map<string, number>();
  const open = new Set<string>();
  const depth = (id: string): number => {
    const known = layers.get(id);
    if (known !== undefined) return known;
    if (open.has(id)) return -1;
    open.add(id);
    const layer = Math.max(0, ...(before.get(id) ?? []).map((source) => depth(source) + 1));
    open.delete(id);
    layers.set(id, layer);
    return layer;
  };
  for (const node of nodes) depth(node.id);
  // What nothing leads to stands just before its first use, so that its edges pass behind no other node.
  for (const node of nodes) {
    if (before.has(node.id)) continue;
    const uses = edges.flatMap((edge) => (edge.from === node.id ? (layers.get(edge.to) ?? []) : []));
    if (uses.length > 0) layers.set(node.id, Math.max(0, Math.min(...uses) - 1));
  }
  return layers;
}

function ordered(
  nodes: readonly LineageGraph["nodes"][number][],
  edges: LineageGraph["edges"],
  placed: ReadonlyMap<string, PlacedNode>,
) {
  const middle = (id: string) => {
    const sources = edges.flatMap((edge) => (edge.to === id ? (placed.get(edge.from) ?? []) : []));
    if (sources.length === 0) return Number.POSITIVE_INFINITY;
    return sources.reduce((sum, source) => sum + source.y + source.height / 2, 0) / sources.length;
  };
  return [...nodes].sort((a, b) => {
    const [first, second] = [middle(a.id), middle(b.id)];
    return first === second ? 0 : first - second;
  });
}

function centred(nodes: readonly PlacedNode[]): Layout {
  const bottom = (layer: number) =>
    Math.max(0, ...nodes.filter((node) => node.layer === layer).map((node) => node.y + node.height));
  const height = Math.max(0, ...nodes.map((node) => node.y + node.height)) + MARGIN;
  const width = Math.max(0, ...nodes.map((node) => node.x + node.width)) + MARGIN;
  return {
    width,
    height,
    nodes: nodes.map((node) => ({ ...node, y: node.y + (height - MARGIN - bottom(node.layer)) / 2 })),
  };
}

function anchorOf(node: PlacedNode, column: string | undefined): number {
  const index = column === undefined ? -1 : node.columns.indexOf(column);
  return index < 0 ? node.y + node.headHeight / 2 : node.y + node.headHeight + (index + 0.5) * COLUMN_HEIGHT;
}
