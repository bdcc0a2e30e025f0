import { useMemo } from "react";
import type { Locale } from "../../i18n/format.ts";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import styles from "./lineage.module.css";
import {
  COLUMN_HEIGHT,
  columnsAround,
  edgePath,
  LINE_HEIGHT,
  layoutLineage,
  type PlacedNode,
} from "./lineage-layout.ts";
import type { LineageGraph } from "./types-use.ts";
import { pick } from "./words.ts";

type LineageDrawingProps = {
  graph: LineageGraph;
  self: string | undefined;
  selected: string | undefined;
  onSelect: (id: string) => void;
};

/** The graph from left to right. Choosing a node lights its edges and shows from which column to which. */
export function LineageDrawing({ graph, self, selected, onSelect }: LineageDrawingProps) {
  const t = useT();
  const { locale } = useLocale();
  const around = useMemo(() => columnsAround(graph, selected), [graph, selected]);
  const layout = useMemo(
    () => layoutLineage(graph, titlesOf(graph, locale), (id) => around.columns.get(id) ?? []),
    [graph, around, locale],
  );
  const at = new Map(layout.nodes.map((placed) => [placed.node.id, placed]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className={styles.lineageScroll} tabIndex={0} aria-label={t("wh.lineage.drawing")}>
      <svg
        className={styles.lineage}
        width={layout.width}
        height={layout.height}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
      >
        <title>{t("wh.tab.lineage")}</title>
        {graph.edges.map(({ from, to }) => {
          const [first, second] = [at.get(from), at.get(to)];
          if (!first || !second) return null;
          return (
            <path
              key={`${from} ${to}`}
              className={styles.edge}
              data-on={from === selected || to === selected}
              d={edgePath(first, second)}
            />
          );
        })}
        {around.edges.map(({ from, fromColumn, to, toColumn }) => {
          const [first, second] = [at.get(from), at.get(to)];
          if (!first || !second) return null;
          return (
            <path
              key={`${from} ${fromColumn} ${to} ${toColumn}`}
              className={styles.columnEdge}
              d={edgePath(first, second, fromColumn, toColumn)}
            />
          );
        })}
        {layout.nodes.map((placed) => (
          <NodeBox
            key={placed.node.id}
            placed={placed}
            isSelf={placed.node.id === self}
            selected={placed.node.id === selected}
            onSelect={() => onSelect(placed.node.id)}
          />
        ))}
      </svg>
    </section>
  );
}

function titlesOf(graph: LineageGraph, locale: Locale): (id: string) => string {
  const titles = new Map(graph.nodes.map((node) => [node.id, pick(node.title, locale)]));
  return (id) => titles.get(id) ?? id;
}

type NodeBoxProps = { placed: PlacedNode; isSelf: boolean; selected: boolean; onSelect: () => void };

function NodeBox({ placed, isSelf, selected, onSelect }: NodeBoxProps) {
  const t = useT();
  const { node, x, y, width, height, lines, headHeight, columns } = placed;
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button; this one has its role, its place in the tab order and its keys.
    <g
      className={styles.node}
      role="button"
      tabIndex={0}
      aria-pressed={selected}
      data-kind={node.kind}
      data-self={isSelf}
      transform={`translate(${x} ${y})`}
      onClick={onSelect}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onSelect();
      }}
    >
      <rect width={width} height={height} rx="6" />
      <text className={styles.nodeKind} x="12" y="20">
        {t(`wh.node.${node.kind}`)}
      </text>
      {lines.map((line, index) => (
        <text key={line} x="12" y={39 + index * LINE_HEIGHT}>
          {line}
        </text>
      ))}
      {columns.map((column, index) => (
        <text
          key={column}
          className={styles.nodeColumn}
          data-on="true"
          x="12"
          y={headHeight + (index + 0.5) * COLUMN_HEIGHT + 4}
        >
          {column}
        </text>
      ))}
    </g>
  );
}
