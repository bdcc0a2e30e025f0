import { useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { KeyFigure } from "../../ui/KeyFigure.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { useAddress } from "../registry/use-address.ts";
import { DiffTable } from "./DiffTable.tsx";
import { useDiff } from "./queries.ts";
import type { Dataset, Diff, Version } from "./types.ts";
import styles from "./warehouse.module.css";
import { columnLabel } from "./words.ts";

type CompareProps = { dataset: Dataset; versions: readonly Version[] };

/** Two versions side by side: chosen first, compared when asked. */
export function CompareVersions({ dataset, versions }: CompareProps) {
  const t = useT();
  const format = useFormat();
  const { read, writeMany } = useAddress();
  const kept = versions.filter((version) => version.storage !== "deleted");
  const [newest, older] = kept;
  const [from, setFrom] = useState(Number(read("from")) || older?.number || 0);
  const [to, setTo] = useState(Number(read("to")) || newest?.number || 0);
  const asked = read("from") !== undefined && read("to") !== undefined;
  const options = kept.map((version) => ({
    value: String(version.number),
    label: t("wh.versions.option", { number: version.number, date: format.date(version.createdAt) }),
  }));
  if (kept.length < 2) return null;
  return (
    <Card title={t("wh.diff.title")}>
      <div className={styles.stack}>
        <div className={styles.fields}>
          <SelectField
            label={t("wh.diff.from")}
            value={String(from)}
            options={options}
            onChange={(value) => setFrom(Number(value))}
          />
          <SelectField
            label={t("wh.diff.to")}
            value={String(to)}
            options={options}
            onChange={(value) => setTo(Number(value))}
          />
          <Button
            disabledReason={from === to ? t("wh.diff.same") : undefined}
            onPress={() => writeMany({ from: String(from), to: String(to) })}
          >
            {t("wh.diff.compare")}
          </Button>
        </div>
        {asked && <Compared dataset={dataset} from={Number(read("from"))} to={Number(read("to"))} />}
      </div>
    </Card>
  );
}

function Compared({ dataset, from, to }: { dataset: Dataset; from: number; to: number }) {
  const t = useT();
  const diff = useDiff(dataset.name, from, to);
  const [first] = diff.data?.pages ?? [];
  if (!first) {
    if (!diff.isError) return <LoadingState />;
    return <ErrorState {...errorView(diff.error, t)} onRetry={() => void diff.refetch()} />;
  }
  const rows = diff.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <Counts counts={first.counts} keyed={first.key.length > 0} />
      <ChangedColumns dataset={dataset} diff={first} />
      {rows.length > 0 && <DiffTable dataset={dataset} diff={first} rows={rows} />}
      {diff.hasNextPage && (
        <div>
          <Button busy={diff.isFetchingNextPage} onPress={() => void diff.fetchNextPage()}>
            {t("table.loadMore")}
          </Button>
        </div>
      )}
    </>
  );
}

function Counts({ counts, keyed }: { counts: Diff["counts"]; keyed: boolean }) {
  const t = useT();
  const format = useFormat();
  return (
    <>
      <div className={styles.figures}>
        <KeyFigure label={t("wh.diff.added")} value={format.number(counts.added)} />
        <KeyFigure label={t("wh.diff.removed")} value={format.number(counts.removed)} />
        {keyed && <KeyFigure label={t("wh.diff.changed")} value={format.number(counts.changed)} />}
        <KeyFigure label={t("wh.diff.unchanged")} value={format.number(counts.same)} />
      </div>
      {!keyed && <p className={styles.quiet}>{t("wh.diff.noKey")}</p>}
    </>
  );
}

function ChangedColumns({ dataset, diff }: { dataset: Dataset; diff: Diff }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const changed = diff.columns.filter((column) => column.changes > 0).sort((a, b) => b.changes - a.changes);
  if (changed.length === 0) return null;
  return (
    <ul className={styles.badges} aria-label={t("wh.diff.byColumn")}>
      {changed.map(({ name, changes }) => {
        const column = dataset.columns.find((entry) => entry.name === name);
        return (
          <li key={name}>
            <Badge tone="warn">
              {t("wh.diff.columnCount", {
                column: column ? columnLabel(column, locale) : name,
                count: format.number(changes),
              })}
            </Badge>
          </li>
        );
      })}
    </ul>
  );
}
