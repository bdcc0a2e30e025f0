import { useLocation, useNavigate, useParams } from "react-router";
import { errorView, QueryView } from "../../api/QueryView.tsx";
import { holdsRole, useSession } from "../../api/session.ts";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { RoleGate } from "../../shell/RoleGate.tsx";
import { StatusBadge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Callout } from "./Callout.tsx";
import { draftOf, loadDraft, saveDraft } from "./draft.ts";
import { STATUS_OF } from "./ImportList.tsx";
import { ImportFacts, ImportResult } from "./ImportResult.tsx";
import styles from "./import.module.css";
import { isUnderWay, useImport, useJob, useStartImport } from "./queries.ts";
import { RunProgress } from "./RunProgress.tsx";
import { Steps } from "./Steps.tsx";
import { WRITERS } from "./stations.ts";
import type { ImportRow, Job } from "./types.ts";

/** Roles that may look at imports. */
const READERS = [...WRITERS, "analyst"];

/** One import: how far it is, what came of it, and what to do next. */
export function ImportRunPage() {
  const t = useT();
  const { id = "" } = useParams();
  return (
    <RoleGate title={t("import.title")} roles={READERS}>
      <ImportRun key={id} id={id} />
    </RoleGate>
  );
}

function ImportRun({ id }: { id: string }) {
  const t = useT();
  const query = useImport(id);
  const fresh = useLocation().state as { started?: boolean; existing?: boolean } | null;
  const row = query.data;
  return (
    <>
      <PageHeader
        title={row?.fileName ?? t("import.title")}
        marks={row && <StatusBadge status={STATUS_OF[row.state]} />}
        trail={[{ label: t("import.title"), to: "/nhap-so-lieu" }]}
      />
      <div className={styles.page}>
        {fresh?.started && <Steps current="run" />}
        {fresh?.existing && (
          <Callout tone="info" title={t("import.existing.title")}>
            <p>{t("import.existing.text")}</p>
          </Callout>
        )}
        <QueryView query={query}>{(data) => <Run row={data} />}</QueryView>
      </div>
    </>
  );
}

function Run({ row }: { row: ImportRow }) {
  const t = useT();
  const job = useJob(row);
  return (
    <>
      {isUnderWay(row) && (
        <Card title={t(row.state === "queued" ? "import.run.queued" : "import.run.running")}>
          <RunProgress row={row} job={job.data} />
        </Card>
      )}
      {row.state === "failed" && <Failure row={row} job={job.data} />}
      {row.state === "done" && <ImportResult row={row} />}
      <ImportFacts row={row} />
      <Again row={row} />
    </>
  );
}

function Failure({ row, job }: { row: ImportRow; job: Job | undefined }) {
  const t = useT();
  const { locale } = useLocale();
  const navigate = useNavigate();
  const start = useStartImport();
  const retry = () =>
    start.mutate(
      { fileHash: row.fileHash, fileName: row.fileName, plan: row.mapping },
      { onSuccess: ({ importId }) => navigate(`/nhap-so-lieu/${importId}`, { state: { started: true } }) },
    );
  return (
    <>
      <ErrorState
        title={job?.error?.title[locale] ?? t("import.failed.title")}
        text={job?.error?.remedy[locale] ?? t("import.failed.text")}
        requestId={row.jobId ?? row.id}
        onRetry={retry}
      />
      {start.isError && <ErrorState {...errorView(start.error, t)} />}
    </>
  );
}

/** Opens the wizard with this import's answers. */
function Again({ row }: { row: ImportRow }) {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const account = useSession().data?.account;
  if (!holdsRole(account, WRITERS) || isUnderWay(row)) return null;

  function reopen(): void {
    const kept = loadDraft();
    saveDraft(
      kept.file?.hash === row.fileHash ? { ...draftOf(row), confirmed: kept.confirmed } : draftOf(row),
    );
    navigate("/nhap-so-lieu");
  }
  return (
    <Card
      title={t("import.again.title")}
      note={t("import.again.note", { size: format.bytes(row.fileBytes) })}
    >
      <div className={styles.stepButtons}>
        <Button icon="refresh" onPress={reopen}>
          {t("import.again.same")}
        </Button>
        <Button
          icon="upload"
          onPress={() => {
            saveDraft({ ...loadDraft(), file: null, step: "file" });
            navigate("/nhap-so-lieu");
          }}
        >
          {t("import.again.other")}
        </Button>
      </div>
    </Card>
  );
}
