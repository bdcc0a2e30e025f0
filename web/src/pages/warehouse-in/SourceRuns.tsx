import { QueryView } from "../../api/QueryView.tsx";
import { type MessageKey, useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import type { IconName } from "../../ui/Icon.tsx";
import { Link } from "../../ui/Link.tsx";
import shared from "../import/import.module.css";
import { useSourceRuns } from "./source-queries.ts";
import type { Source, SourceRun } from "./types.ts";

const OUTCOMES: Record<SourceRun["outcome"], readonly [Tone, IconName, MessageKey]> = {
  running: ["info", "refresh", "sources.outcome.running"],
  loaded: ["ok", "check-circle", "sources.outcome.loaded"],
  unchanged: ["idle", "minus", "sources.outcome.unchanged"],
  failed: ["bad", "danger", "sources.outcome.failed"],
  harvested: ["ok", "check-circle", "sources.outcome.harvested"],
};

/** Runs of a source, newest first. */
export function SourceRuns({ source }: { source: Source }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const query = useSourceRuns(source);
  const columns: Column<SourceRun>[] = [
    { id: "at", header: t("sources.run.at"), cell: (run) => format.weekdayTime(run.startedAt) },
    {
      id: "outcome",
      header: t("sources.run.outcome"),
      cell: ({ outcome }) => {
        const [tone, icon, key] = OUTCOMES[outcome];
        return (
          <Badge tone={tone} icon={icon}>
            {t(key)}
          </Badge>
        );
      },
    },
    {
      id: "took",
      header: t("sources.run.took"),
      kind: "number",
      cell: (run) =>
        run.finishedAt ? format.duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt)) : "–",
    },
    { id: "words", header: t("sources.run.words"), cell: (run) => <RunWords run={run} locale={locale} /> },
  ];
  return (
    <div data-density="compact">
      <QueryView query={query}>
        {(runs) => (
          <DataTable
            caption={t("sources.runsOf", { title: source.title })}
            captionHidden
            columns={columns}
            rows={runs}
            rowKey={(run) => run.id}
            empty={{ icon: "clock", title: t("sources.noRuns") }}
            limitHeight
          />
        )}
      </QueryView>
    </div>
  );
}

function RunWords({ run, locale }: { run: SourceRun; locale: "vi" | "en" }) {
  const t = useT();
  if (run.error) {
    return (
      <>
        {run.error.title[locale]} <span className={shared.quiet}>{run.error.remedy[locale]}</span>
      </>
    );
  }
  return (
    <>
      {run.message?.[locale]}{" "}
      {run.loadId && <Link to={`/kho-du-lieu/nap/${run.loadId}`}>{t("sources.run.report")}</Link>}
    </>
  );
}
