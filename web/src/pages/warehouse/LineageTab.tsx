import { useState } from "react";
import { useSearchParams } from "react-router";
import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Link } from "../../ui/Link.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { LineageDrawing } from "./LineageDrawing.tsx";
import { useLineage } from "./queries.ts";
import type { TabProps } from "./tab-props.ts";
import type { Dataset } from "./types.ts";
import type { LineageGraph } from "./types-use.ts";
import styles from "./warehouse.module.css";
import { pick } from "./words.ts";

const DEPTHS = ["1", "2", "4"] as const;

/** Where the data come from and where they go: a drawing, the chosen node with its columns, and all of it as a list. */
export function LineageTab({ dataset }: TabProps) {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const depth = DEPTHS.find((value) => value === search.get("depth")) ?? "2";
  const lineage = useLineage(dataset.name, Number(depth));
  return (
    <div className={styles.stack}>
      <div className={styles.start}>
        <SegmentedControl
          label={t("wh.lineage.depth")}
          value={depth}
          options={DEPTHS.map((value) => ({ value, label: t("wh.lineage.steps", { count: Number(value) }) }))}
          onChange={(value) =>
            setSearch(
              (known) => {
                known.set("depth", value);
                return known;
              },
              { replace: true },
            )
          }
        />
      </div>
      <QueryView query={lineage}>
        {(graph) =>
          graph.nodes.length < 2 ? (
            <EmptyState icon="link" title={t("wh.lineage.none")} text={t("wh.lineage.noneText")} />
          ) : (
            <Lineage dataset={dataset} graph={graph} />
          )
        }
      </QueryView>
    </div>
  );
}

function Lineage({ dataset, graph }: { dataset: Dataset; graph: LineageGraph }) {
  const t = useT();
  const [selected, setSelected] = useState<string>();
  const self = graph.nodes.find((node) => node.dataset === dataset.name)?.id;
  const node = graph.nodes.find((entry) => entry.id === selected);
  return (
    <>
      <p className={styles.quiet}>{t("wh.lineage.how")}</p>
      <LineageDrawing
        graph={graph}
        self={self}
        selected={selected}
        onSelect={(id) => setSelected(id === selected ? undefined : id)}
      />
      {node && <Chosen graph={graph} node={node} />}
      <AsList graph={graph} />
    </>
  );
}

type Node = LineageGraph["nodes"][number];

function Chosen({ graph, node }: { graph: LineageGraph; node: Node }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const titleOf = useTitles(graph);
  const columns = graph.columnEdges.filter((edge) => edge.from === node.id || edge.to === node.id);
  return (
    <Card
      title={pick(node.title, locale)}
      note={[t(`wh.node.${node.kind}`), node.at ? format.dateTime(node.at) : ""].filter(Boolean).join(" · ")}
      actions={
        node.dataset && (
          <Link to={`/kho-du-lieu/${node.dataset}?tab=lineage`} look="secondary">
            {t("wh.lineage.open")}
          </Link>
        )
      }
    >
      <div className={styles.stack}>
        {node.text && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: code that scrolls must be reachable by keyboard.
          <pre className={styles.code} tabIndex={0}>
            {node.text}
          </pre>
        )}
        {columns.length === 0 ? (
          <p className={styles.quiet}>{t("wh.lineage.noColumns")}</p>
        ) : (
          <ul className={styles.codes}>
            {columns.map((edge) => (
              <li key={`${edge.from} ${edge.fromColumn} ${edge.to} ${edge.toColumn}`}>
                {t("wh.lineage.column", {
                  from: titleOf(edge.from),
                  fromColumn: edge.fromColumn,
                  to: titleOf(edge.to),
                  toColumn: edge.toColumn,
                  how: edge.how,
                })}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function AsList({ graph }: { graph: LineageGraph }) {
  const t = useT();
  const titleOf = useTitles(graph);
  return (
    <details>
      <summary>{t("wh.lineage.list")}</summary>
      <ul className={styles.codes}>
        {graph.edges.map(({ from, to }) => (
          <li key={`${from} ${to}`}>{t("wh.lineage.edge", { from: titleOf(from), to: titleOf(to) })}</li>
        ))}
      </ul>
    </details>
  );
}

function useTitles(graph: LineageGraph): (id: string) => string {
  const { locale } = useLocale();
  return (id) => {
    const node = graph.nodes.find((entry) => entry.id === id);
    return node ? pick(node.title, locale) : id;
  };
}
