import { useLocation, useParams } from "react-router";
import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { RoleGate } from "../../shell/RoleGate.tsx";
import { type Status, StatusBadge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Link } from "../../ui/Link.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { Callout } from "../import/Callout.tsx";
import shared from "../import/import.module.css";
import { inUnits } from "../import/plan.ts";
import { LoadReportView } from "./LoadReportView.tsx";
import { LoadSteps } from "./LoadSteps.tsx";
import { isUnderWay, useJob, useLoad, useVersionOf } from "./queries.ts";
import { STAFF } from "./target.ts";
import type { Job, Load } from "./types.ts";

const STATUS_OF: Record<Load["state"], Status> = {
  queued: "waiting",
  running: "running",
  done: "done",
  unchanged: "done",
  failed: "failed",
};

/** One load: how far it is and what came of it. */
export function LoadReportPage() {
  const t = useT();
  const { loadId = "" } = useParams();
  return (
    <RoleGate title={t("intake.report.title")} roles={STAFF}>
      <LoadReportBody key={loadId} id={loadId} />
    </RoleGate>
  );
}

function LoadReportBody({ id }: { id: string }) {
  const t = useT();
  const query = useLoad(id);
  const fresh = useLocation().state as { started?: boolean } | null;
  const load = query.data;
  return (
    <>
      <PageHeader
        title={load?.fileName ?? t("intake.report.title")}
        marks={
          load && (
            <StatusBadge
              status={STATUS_OF[load.state]}
              {...(load.state === "unchanged" ? { label: t("intake.state.unchanged") } : {})}
            />
          )
        }
        trail={[
          { label: t("intake.warehouse"), to: "/kho-du-lieu" },
          ...(load ? [{ label: load.dataset, to: `/kho-du-lieu/${load.dataset}` }] : []),
        ]}
      />
      <div className={shared.page}>
        {fresh?.started && <LoadSteps current="run" />}
        <QueryView query={query}>{(data) => <Run load={data} />}</QueryView>
      </div>
    </>
  );
}

function Run({ load }: { load: Load }) {
  const t = useT();
  const { locale } = useLocale();
  const job = useJob(load);
  return (
    <>
      {isUnderWay(load) && (
        <Card title={t(load.state === "queued" ? "intake.run.queued" : "intake.run.running")}>
          <Progress load={load} job={job.data} />
        </Card>
      )}
      {load.state === "failed" && (
        <ErrorState
          title={load.error?.title[locale] ?? t("intake.run.failed")}
          text={load.error?.remedy[locale]}
          requestId={load.jobId ?? load.id}
        />
      )}
      {load.state === "unchanged" && (
        <Callout tone="info" title={t("intake.unchanged.title")}>
          <p>{t("intake.unchanged.text")}</p>
        </Callout>
      )}
      {load.state === "done" && <Outcome load={load} />}
      {load.report && <LoadReportView load={load} report={load.report} />}
      <Facts load={load} />
      {!isUnderWay(load) && (
        <div className={shared.stepButtons}>
          <Link look="secondary" to={`/kho-du-lieu/nap?dataset=${load.dataset}`}>
            {t("intake.run.another")}
          </Link>
        </div>
      )}
    </>
  );
}

/** Whether what came in is seen by others now, and if not, why. */
function Outcome({ load }: { load: Load }) {
  const t = useT();
  const { locale } = useLocale();
  const version = useVersionOf(load).data;
  const link = (
    <p>
      <Link to={`/kho-du-lieu/${load.dataset}`}>{t("intake.outcome.see", { name: load.dataset })}</Link>
    </p>
  );
  if (version?.state === "draft") {
    return (
      <Callout tone="warn" title={t("intake.outcome.draft", { version: load.version ?? 0 })}>
        <p>{version.heldBack?.[locale] ?? t("intake.outcome.draftText")}</p>
        <p>{t("intake.outcome.draftNext")}</p>
        {link}
      </Callout>
    );
  }
  return (
    <Callout tone="ok" title={t("intake.outcome.done", { version: load.version ?? 0 })}>
      {link}
    </Callout>
  );
}

function Progress({ load, job }: { load: Load; job: Job | undefined }) {
  const t = useT();
  const { locale } = useLocale();
  const total = job?.total || load.fileBytes || 0;
  const shown = inUnits(job?.done ?? 0, total);
  return (
    <div className={shared.stack}>
      {total > 0 ? (
        <ProgressBar
          label={t("intake.run.reading", { unit: shown.unit })}
          done={shown.done}
          total={shown.total}
          message={job?.message?.[locale] ?? ""}
        />
      ) : (
        <ProgressBar label={t("intake.run.working")} done={0} message={job?.message?.[locale] ?? ""} />
      )}
      <p className={shared.quiet}>{t("intake.run.leave")}</p>
    </div>
  );
}

function Facts({ load }: { load: Load }) {
  const t = useT();
  const format = useFormat();
  const size = load.fileBytes === null ? "" : ` · ${format.bytes(load.fileBytes)}`;
  return (
    <Card title={t("intake.facts.title")}>
      <DescriptionList
        items={[
          { label: t("intake.facts.file"), value: `${load.fileName}${size}` },
          {
            label: t("intake.facts.dataset"),
            value: <Link to={`/kho-du-lieu/${load.dataset}`}>{load.dataset}</Link>,
          },
          { label: t("intake.facts.mode"), value: t(`intake.mode.${load.mode}`) },
          { label: t("intake.facts.author"), value: load.author },
          {
            label: t("intake.facts.at"),
            value: load.finishedAt
              ? `${format.dateTime(load.createdAt)} – ${format.dateTime(load.finishedAt)}`
              : format.dateTime(load.createdAt),
          },
          ...(load.fileHash
            ? [{ label: t("intake.facts.hash"), value: <code className={shared.hash}>{load.fileHash}</code> }]
            : []),
        ]}
      />
    </Card>
  );
}
