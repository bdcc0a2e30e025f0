import { useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { CheckboxField } from "../../ui/CheckboxField.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FileDrop } from "../../ui/FileDrop.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { BoundaryReport } from "./BoundaryReport.tsx";
import { useImportBoundaries } from "./queries.ts";
import styles from "./registry.module.css";

const MOST_BYTES = 32 * 1024 * 1024;
const SHORTEST = 3;

/** A file is checked first; only a checked file can be taken in, and only after its report was shown. */
export function BoundaryImport() {
  const t = useT();
  const toast = useToast();
  const check = useImportBoundaries();
  const take = useImportBoundaries();
  const [files, setFiles] = useState<File[]>([]);
  const [source, setSource] = useState("");
  const [credit, setCredit] = useState("");
  const [activate, setActivate] = useState(true);
  const [tried, setTried] = useState(false);
  const [file] = files;
  const missing = (text: string) =>
    tried && text.trim().length < SHORTEST ? t("boundaries.missing") : undefined;
  const ready = file && source.trim().length >= SHORTEST && credit.trim().length >= SHORTEST;
  const report = check.data?.report;

  function forget(): void {
    check.reset();
    take.reset();
  }

  function runCheck(): void {
    setTried(true);
    take.reset();
    if (ready) check.mutate({ file, source, credit, activate, dryRun: true });
  }

  function runTake(): void {
    if (!ready) return;
    take.mutate(
      { file, source, credit, activate, dryRun: false },
      {
        onSuccess: () => {
          toast({ tone: "ok", text: t("boundaries.taken") });
          setFiles([]);
          setTried(false);
          check.reset();
        },
      },
    );
  }

  return (
    <Card title={t("boundaries.import")} note={t("boundaries.importNote")}>
      <div className={styles.form}>
        <FileDrop
          label={t("boundaries.file")}
          hint={t("boundaries.fileHint")}
          accept=".geojson,.json"
          maxBytes={MOST_BYTES}
          files={files}
          error={tried && !file ? t("boundaries.noFile") : undefined}
          onChange={(chosen) => {
            setFiles(chosen);
            forget();
          }}
        />
        <TextField
          label={t("boundaries.source")}
          hint={t("boundaries.sourceHint")}
          value={source}
          onChange={setSource}
          error={missing(source)}
          maxLength={500}
        />
        <TextField
          label={t("boundaries.credit")}
          hint={t("boundaries.creditHint")}
          value={credit}
          onChange={setCredit}
          error={missing(credit)}
          maxLength={200}
        />
        <CheckboxField label={t("boundaries.useAtOnce")} checked={activate} onChange={setActivate} />
        <Button
          kind={report ? "secondary" : "primary"}
          icon="search"
          busy={check.isPending}
          onPress={runCheck}
        >
          {t("boundaries.check")}
        </Button>
      </div>
      {check.isError && <ErrorState {...errorView(check.error, t)} />}
      {report && (
        <div className={styles.stack}>
          <BoundaryReport report={report} />
          {take.isError && <ErrorState {...errorView(take.error, t)} />}
          <div>
            <Button
              kind="primary"
              icon="upload"
              busy={take.isPending}
              disabledReason={report.taken === 0 ? t("boundaries.nothing") : undefined}
              onPress={runTake}
            >
              {t("boundaries.take", { count: report.taken })}
            </Button>
          </div>
        </div>
      )}
    </Card>
  );
}
