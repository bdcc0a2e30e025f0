import { errorView } from "../../api/QueryView.tsx";
import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { CheckboxField } from "../../ui/CheckboxField.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FileDrop } from "../../ui/FileDrop.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { BoundaryReport } from "./BoundaryReport.tsx";
import styles from "./registry.module.css";
import { useBoundaryImport } from "./use-boundary-import.ts";

const MOST_BYTES = 32 * 1024 * 1024;

/** A file is checked first; only a checked file can be taken in, and only after its report was shown. */
export function BoundaryImport() {
  const t = useT();
  const form = useBoundaryImport();
  const report = form.check.data?.report;
  return (
    <Card title={t("boundaries.import")} note={t("boundaries.importNote")}>
      <div className={styles.form}>
        <FileDrop
          label={t("boundaries.file")}
          hint={t("boundaries.fileHint")}
          accept=".geojson,.json"
          maxBytes={MOST_BYTES}
          files={form.files}
          error={form.fileError}
          onChange={form.choose}
        />
        <TextField
          {...form.source}
          label={t("boundaries.source")}
          hint={t("boundaries.sourceHint")}
          maxLength={500}
        />
        <TextField
          {...form.credit}
          label={t("boundaries.credit")}
          hint={t("boundaries.creditHint")}
          maxLength={200}
        />
        <CheckboxField {...form.activate} label={t("boundaries.useAtOnce")} />
        <Button
          kind={report ? "secondary" : "primary"}
          icon="search"
          busy={form.check.isPending}
          onPress={form.runCheck}
        >
          {t("boundaries.check")}
        </Button>
      </div>
      {form.check.isError && <ErrorState {...errorView(form.check.error, t)} />}
      {report && (
        <div className={styles.stack}>
          <BoundaryReport report={report} />
          {form.take.isError && <ErrorState {...errorView(form.take.error, t)} />}
          <div>
            <Button
              kind="primary"
              icon="upload"
              busy={form.take.isPending}
              disabledReason={report.taken === 0 ? t("boundaries.nothing") : undefined}
              onPress={form.runTake}
            >
              {t("boundaries.take", { count: report.taken })}
            </Button>
          </div>
        </div>
      )}
    </Card>
  );
}
