import { useSearchParams } from "react-router";
import { useT } from "../../i18n/i18n.tsx";
import { RoleGate } from "../../shell/RoleGate.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import shared from "../import/import.module.css";
import { LoadSteps } from "./LoadSteps.tsx";
import { StepFile } from "./StepFile.tsx";
import { StepFound } from "./StepFound.tsx";
import { StepTarget } from "./StepTarget.tsx";
import { LOADERS } from "./target.ts";
import { DraftContext, useNewDraft } from "./use-draft.ts";

/** A file into the warehouse: send it, look at what was found, say where it goes, run. */
export function LoadPage() {
  const t = useT();
  return (
    <RoleGate title={t("intake.title")} roles={LOADERS}>
      <Wizard />
    </RoleGate>
  );
}

function Wizard() {
  const t = useT();
  const [search] = useSearchParams();
  const tools = useNewDraft(search.get("dataset"));
  const { step, file } = tools.draft;
  const shown = file === null || step === "run" ? "file" : step;
  return (
    <DraftContext value={tools}>
      <PageHeader
        title={t("intake.title")}
        lead={shown === "file" ? t("intake.lead") : undefined}
        trail={[{ label: t("intake.warehouse"), to: "/kho-du-lieu" }]}
      />
      <div className={shared.page}>
        <LoadSteps current={shown} onGo={tools.goTo} />
        {shown === "file" && <StepFile />}
        {shown === "found" && <StepFound />}
        {shown === "target" && <StepTarget />}
      </div>
    </DraftContext>
  );
}
