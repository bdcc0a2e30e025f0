import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { useSession } from "../../api/session.ts";
import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { chartOf, suggestChart } from "./chart-build.ts";
import { quoted } from "./completion.ts";
import { Editor, type EditorHandle } from "./Editor.tsx";
import { Outcome } from "./Outcome.tsx";
import { useSqlCheck, useSqlSchema } from "./queries.ts";
import { RunBar } from "./RunBar.tsx";
import { SaveDialog } from "./SaveDialog.tsx";
import { SidePanel } from "./SidePanel.tsx";
import { loadText, saveText } from "./session.ts";
import styles from "./sql.module.css";
import type { ChartSpec, SavedQuery } from "./types.ts";
import { useRun } from "./use-run.ts";

const CHECK_AFTER = 500;
const WIDE = "(min-width: 64rem)";

/** SQL over the datasets of the warehouse, by the rules of the asking person. */
export function SqlPage() {
  const t = useT();
  const page = useSqlPage();
  const [sheet, setSheet] = useState(false);
  const wide = useWide();
  const panel = (
    <SidePanel
      history={page.run.history}
      onInsert={(text) => {
        setSheet(false);
        page.editor.current?.insert(text);
      }}
      onText={(sql) => {
        setSheet(false);
        page.open(sql);
      }}
      onSaved={(saved) => {
        setSheet(false);
        page.openSaved(saved);
      }}
    />
  );
  return (
    <>
      <PageHeader
        title={t("sql.title")}
        lead={t("sql.lead")}
        trail={[{ label: t("intake.warehouse"), to: "/kho-du-lieu" }]}
      />
      <div className={styles.page}>
        {wide ? (
          <aside className={styles.aside} data-density="compact" aria-label={t("sql.side.label")}>
            {panel}
          </aside>
        ) : (
          <div>
            <Button icon="list" onPress={() => setSheet(true)}>
              {t("sql.side.open")}
            </Button>
            <Dialog open={sheet} title={t("sql.side.label")} onClose={() => setSheet(false)}>
              {panel}
            </Dialog>
          </div>
        )}
        <Workbench page={page} />
      </div>
    </>
  );
}

function Workbench({ page }: { page: ReturnType<typeof useSqlPage> }) {
  const [saving, setSaving] = useState(false);
  const signedIn = Boolean(useSession().data?.account);
  const { state } = page.run;
  return (
    <div className={styles.main}>
      <Editor
        ref={page.editor}
        text={page.sql}
        schema={page.schema}
        problem={page.problem}
        onChange={page.write}
        onRun={page.start}
      />
      <RunBar
        schema={page.schema}
        sql={page.sql}
        state={state}
        limit={page.limit}
        purpose={page.purpose}
        onLimit={page.setLimit}
        onPurpose={page.setPurpose}
        onRun={page.start}
        onCancel={page.run.cancel}
        {...(signedIn ? { onSave: () => setSaving(true) } : {})}
      />
      <Outcome
        state={state}
        check={page.check}
        purpose={page.purpose}
        chart={page.chart}
        onChart={page.setChart}
        onRetry={page.start}
      />
      {saving && (
        <SaveDialog
          sql={page.sql}
          chart={page.chart}
          saved={page.saved?.mine ? page.saved : undefined}
          onSaved={page.setSaved}
          onClose={() => setSaving(false)}
        />
      )}
    </div>
  );
}

/** Everything the page knows: the text, its check, the run, the chart. */
function useSqlPage() {
  const [search] = useSearchParams();
  const dataset = search.get("dataset");
  const [sql, setSql] = useState(() =>
    dataset ? `select *\nfrom ${quoted(dataset)}\nlimit 100` : (loadText() ?? ""),
  );
  const [saved, setSaved] = useState<SavedQuery>();
  const [limit, setLimit] = useState(1000);
  const [purpose, setPurpose] = useState("");
  const [drawn, setDrawn] = useState<ChartSpec | null>(null);
  const editor = useRef<EditorHandle>(null);
  const settled = useSettled(sql, CHECK_AFTER);
  const schema = useSqlSchema().data;
  const check = useSqlCheck(settled).data;
  const run = useRun();
  useEffect(() => saveText(sql), [sql]);

  const columns = run.state.is === "done" ? run.state.result.columns : [];
  const chart = chartOf(drawn ?? saved?.chart ?? null, columns) ?? suggestChart(columns);
  function open(text: string): void {
    setSql(text);
    setSaved(undefined);
    setDrawn(null);
    editor.current?.focus();
  }
  return {
    sql,
    saved,
    setSaved,
    limit,
    setLimit,
    purpose,
    setPurpose,
    editor,
    schema,
    check: sql.trim() === "" ? undefined : check,
    // A text that is being typed is not called wrong for what it was a moment ago.
    problem: sql === settled && sql.trim() !== "" ? (check?.problem ?? null) : null,
    run,
    chart,
    setChart: setDrawn,
    write: setSql,
    open,
    openSaved: (query: SavedQuery) => {
      open(query.sql);
      setSaved(query);
    },
    start: () => {
      if (sql.trim() !== "") run.run({ sql, limit, ...(purpose ? { purpose } : {}) });
    },
  };
}

/** A value once it has not changed for a while. */
function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), afterMs);
    return () => window.clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}

function useWide(): boolean {
  const [wide, setWide] = useState(() => window.matchMedia(WIDE).matches);
  useEffect(() => {
    const query = window.matchMedia(WIDE);
    const onChange = () => setWide(query.matches);
    query.addEventListener("change", onChange);
    return () => query.removeEventListener("change", onChange);
  }, []);
  return wide;
}
