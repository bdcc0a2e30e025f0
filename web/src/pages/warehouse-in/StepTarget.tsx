import { useNavigate } from "react-router";
import { errorView, QueryView } from "../../api/QueryView.tsx";
import { holdsRole, useSession } from "../../api/session.ts";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { CheckboxField } from "../../ui/CheckboxField.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { TextField } from "../../ui/TextField.tsx";
import shared from "../import/import.module.css";
import { StepFrame } from "../import/StepFrame.tsx";
import { type Draft, type NewTarget, openQuestions } from "./draft.ts";
import { ExistingTarget } from "./ExistingTarget.tsx";
import { NewTargetForm } from "./NewTargetForm.tsx";
import { useDataset, useStartLoad } from "./queries.ts";
import { useDraftPreview } from "./StepFound.tsx";
import { agenciesOf, freshTarget, keyMissing, MAKERS, newLoadOf, targetProblems } from "./target.ts";
import type { FilePreview } from "./types.ts";
import { useDraft } from "./use-draft.ts";

/** Step 3: the dataset the rows go into, and how. */
export function StepTarget() {
  const query = useDraftPreview();
  return <QueryView query={query}>{(preview) => <Target preview={preview} />}</QueryView>;
}

function Target({ preview }: { preview: FilePreview }) {
  const t = useT();
  const navigate = useNavigate();
  const { draft, change, goTo } = useDraft();
  const start = useStartLoad((dataset) => change({ dataset, into: "existing", mode: "replace" }));
  const account = useSession().data?.account;
  const agencies = agenciesOf(account, MAKERS);
  const mayMake = holdsRole(account, MAKERS);
  const into = mayMake ? draft.into : "existing";
  const fresh = draft.fresh ?? freshTarget(preview, agencies?.[0] ?? "");
  const blocked = useBlocked(preview, { ...draft, into }, fresh);

  function run(): void {
    const body = newLoadOf({ ...draft, into }, preview);
    if (!body) return;
    const dataset = into === "existing" ? draft.dataset : null;
    start.mutate(
      { dataset, fresh, body },
      {
        onSuccess: (load) => {
          change({ step: "file", file: null, table: null, answers: {}, fresh: null, note: "" });
          navigate(`/kho-du-lieu/nap/${load.id}`, { state: { started: true } });
        },
      },
    );
  }

  return (
    <StepFrame
      title={t("intake.target.title")}
      lead={draft.file?.name}
      onBack={() => goTo("found")}
      next={{
        label: t("intake.target.run"),
        icon: "upload",
        blocked,
        busy: start.isPending,
        onPress: run,
      }}
    >
      {mayMake && (
        <div>
          <SegmentedControl
            label={t("intake.target.into")}
            value={into}
            options={[
              { value: "new", label: t("intake.target.new"), icon: "plus" },
              { value: "existing", label: t("intake.target.existing"), icon: "database" },
            ]}
            onChange={(next) => change({ into: next })}
          />
        </div>
      )}
      {into === "existing" ? (
        <ExistingTarget preview={preview} />
      ) : (
        <NewTargetForm
          form={fresh}
          preview={preview}
          agencies={agencies}
          onChange={(next) => change({ fresh: next })}
        />
      )}
      <Card title={t("intake.after.title")}>
        <div className={shared.stack}>
          <CheckboxField
            label={t("intake.after.draft")}
            hint={t("intake.after.draftHint")}
            checked={draft.draft}
            onChange={(on) => change({ draft: on })}
          />
          <TextField
            label={t("intake.after.note")}
            hint={t("intake.after.noteHint")}
            optional
            rows={2}
            maxLength={2000}
            value={draft.note}
            onChange={(note) => change({ note })}
          />
        </div>
      </Card>
      {start.isError && <ErrorState {...errorView(start.error, t)} />}
    </StepFrame>
  );
}

/** Why the load cannot begin yet, in words. */
function useBlocked(preview: FilePreview, draft: Draft, fresh: NewTarget): string | undefined {
  const t = useT();
  const { locale } = useLocale();
  const existing = useDataset(draft.into === "existing" ? draft.dataset : null);
  if (openQuestions(preview, draft.answers).length > 0) return t("intake.found.answerFirst");
  if (draft.into === "new") {
    return Object.keys(targetProblems(fresh)).length > 0 ? t("intake.target.fillFirst") : undefined;
  }
  if (draft.dataset === null) return t("intake.target.chooseFirst");
  const dataset = existing.data;
  if (!dataset) return existing.isError ? t("intake.target.notFound") : t("common.loading");
  if (!dataset.may.load) return t("intake.target.mayNot", { title: dataset.title[locale] || dataset.name });
  if (draft.mode !== "upsert") return undefined;
  if (dataset.key.length === 0) return t("intake.mode.noKey");
  const missing = keyMissing(dataset, preview);
  return missing.length > 0 ? t("intake.mode.keyMissing", { columns: missing.join(", ") }) : undefined;
}
