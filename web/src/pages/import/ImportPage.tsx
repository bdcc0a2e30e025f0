import { useT } from "../../i18n/i18n.tsx";
import { RoleGate } from "../../shell/RoleGate.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { ImportList } from "./ImportList.tsx";
import styles from "./import.module.css";
import { StepColumns } from "./StepColumns.tsx";
import { StepFile } from "./StepFile.tsx";
import { StepRead } from "./StepRead.tsx";
import { StepStations } from "./StepStations.tsx";
import { Steps } from "./Steps.tsx";
import { WRITERS } from "./stations.ts";
import { DraftContext, useNewDraft } from "./use-draft.ts";

/** Readings from a file: choose, look, match columns, match stations, run. */
export function ImportPage() {
  const t = useT();
  return (
    <RoleGate title={t("import.title")} roles={WRITERS}>
      <Wizard />
    </RoleGate>
  );
}

function Wizard() {
  const t = useT();
  const tools = useNewDraft();
  const { step, file } = tools.draft;
  const shown = file === null || step === "run" ? "file" : step;
  return (
    <DraftContext value={tools}>
      <PageHeader title={t("import.title")} lead={shown === "file" ? t("import.lead") : undefined} />
      <div className={styles.page}>
        <Steps current={shown} onGo={tools.goTo} />
        {shown === "file" && <StepFile />}
        {shown === "read" && <StepRead />}
        {shown === "columns" && <StepColumns />}
        {shown === "stations" && <StepStations />}
        {shown === "file" && <ImportList />}
      </div>
    </DraftContext>
  );
}
