import { useSearchParams } from "react-router";
import { ApiError } from "../../api/errors.ts";
import { errorView } from "../../api/QueryView.tsx";
import { useSession } from "../../api/session.ts";
import { type Translate, useFormat, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Link } from "../../ui/Link.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { Callout } from "../import/Callout.tsx";
import { ColumnSources } from "./ColumnSources.tsx";
import { tabText } from "./grid.ts";
import { useSqlExport } from "./queries.ts";
import { ResultChart } from "./ResultChart.tsx";
import { ResultGrid } from "./ResultGrid.tsx";
import styles from "./sql.module.css";
import { type ChartSpec, EXPORT_FORMATS, type SqlCheck, type SqlResult } from "./types.ts";
import type { RunState } from "./use-run.ts";

type OutcomeProps = {
  state: RunState;
  check: SqlCheck | undefined;
  purpose: string;
  chart: ChartSpec | null;
  onChart: (chart: ChartSpec) => void;
  onRetry: () => void;
};

/** What came of the query: nothing yet, rows, or what went wrong. */
export function Outcome({ state, onRetry, ...rest }: OutcomeProps) {
  const t = useT();
  const signedIn = Boolean(useSession().data?.account);
  if (state.is === "idle") {
    return <EmptyState icon="table" title={t("sql.idle.title")} text={t("sql.idle.text")} />;
  }
  if (state.is === "running") return <LoadingState label={t("sql.run.running")} lines={6} />;
  if (state.is === "stopped") return <EmptyState icon="pause" title={t("sql.stopped")} />;
  if (state.is === "failed") {
    return isRefusal(state.error) && !signedIn ? (
      <EmptyState
        icon="lock"
        title={t("sql.login.title")}
        text={t("sql.login.text")}
        action={
          <Link to="/login?next=%2Ftruy-van" look="primary">
            {t("session.login")}
          </Link>
        }
      />
    ) : (
      <ErrorState {...errorView(state.error, t)} onRetry={onRetry} />
    );
  }
  return <Result key={state.at} result={state.result} sql={state.sql} {...rest} />;
}

type ResultProps = Omit<OutcomeProps, "state" | "onRetry"> & { result: SqlResult; sql: string };

function Result({ result, sql, check, purpose, chart, onChart }: ResultProps) {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const masked = result.columns.filter((column) => column.masked).map(({ name }) => name);
  return (
    <Card
      title={t("sql.result.title")}
      note={useSummary(result)}
      actions={<Save sql={sql} purpose={purpose} />}
    >
      <div className={styles.result}>
        {result.truncated && (
          <Callout tone="warn" title={t("sql.result.truncated", { rows: result.rows.length })}>
            <p>{t("sql.result.truncatedText")}</p>
          </Callout>
        )}
        {masked.length > 0 && (
          <Callout tone="info" title={t("sql.result.masked", { columns: masked.join(", ") })} />
        )}
        <Tabs
          label={t("sql.result.title")}
          selected={search.get("xem") ?? "bang"}
          onSelect={(xem) =>
            setSearch(
              (known) => {
                known.set("xem", xem);
                return known;
              },
              { replace: true },
            )
          }
          items={[
            { id: "bang", label: t("sql.tab.rows"), content: <Rows result={result} /> },
            {
              id: "bieu-do",
              label: t("sql.tab.chart"),
              content: <ResultChart result={result} spec={chart} onChange={onChart} />,
            },
            { id: "nguon", label: t("sql.tab.sources"), content: <ColumnSources check={check} /> },
          ]}
        />
      </div>
    </Card>
  );
}

function Rows({ result }: { result: SqlResult }) {
  const t = useT();
  const toast = useToast();
  if (result.rows.length === 0) {
    return <EmptyState icon="inbox" title={t("sql.result.noRows")} text={t("sql.result.noRowsText")} />;
  }
  const copy = () =>
    void navigator.clipboard.writeText(tabText(result)).then(
      () => toast({ text: t("sql.copy.done", { rows: result.rows.length }), tone: "ok" }),
      () => toast({ text: t("sql.copy.failed"), tone: "bad" }),
    );
  return (
    <div className={styles.result}>
      <ResultGrid result={result} />
      <div>
        <Button size="small" kind="quiet" icon="copy" onPress={copy}>
          {t("sql.copy.button")}
        </Button>
      </div>
    </div>
  );
}

function Save({ sql, purpose }: { sql: string; purpose: string }) {
  const t = useT();
  const toast = useToast();
  const save = useSqlExport();
  return (
    <div className={styles.export} aria-busy={save.isPending}>
      <SelectField
        label={t("sql.export.label")}
        value=""
        placeholder={t(save.isPending ? "sql.export.busy" : "sql.export.choose")}
        disabled={save.isPending}
        options={EXPORT_FORMATS.map((value) => ({ value, label: t(`sql.export.${value}`) }))}
        onChange={(value) => {
          const format = EXPORT_FORMATS.find((one) => one === value);
          if (format) {
            save.mutate(
              { sql, purpose, format },
              { onError: (error) => toast({ text: saidBy(error, t), tone: "bad" }) },
            );
          }
        }}
      />
    </div>
  );
}

function useSummary(result: SqlResult): string {
  const t = useT();
  const format = useFormat();
  return t("sql.result.summary", {
    rows: result.rows.length,
    time: format.number(result.milliseconds, { digits: 0 }),
    read: format.number(result.rowsRead),
    bytes: format.bytes(result.bytesRead),
    tables: result.tables
      .map(({ name, version }) => (version === null ? name : t("sql.result.version", { name, version })))
      .join(", "),
  });
}

function saidBy(error: unknown, t: Translate): string {
  const { title, text } = errorView(error, t);
  return [title ?? t("sql.export.failed"), text].filter(Boolean).join(" ");
}

function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 401 || error.status === 403);
}
