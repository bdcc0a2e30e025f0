import { errorView } from "../../api/QueryView.tsx";
import { type MessageKey, useFormat, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FileDrop } from "../../ui/FileDrop.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { Callout } from "./Callout.tsx";
import { withFile } from "./draft.ts";
import type { FileKind } from "./file-kind.ts";
import styles from "./import.module.css";
import { etaMs, inUnits } from "./plan.ts";
import { StepFrame } from "./StepFrame.tsx";
import { useDraft } from "./use-draft.ts";
import { type UploadState, useUpload } from "./use-upload.ts";

const MOST_BYTES = 8 * 1024 ** 3;

/** Step 1: the file. Choosing it sends it, and a file that is sent leads on by itself. */
export function StepFile() {
  const t = useT();
  const { draft, update, goTo } = useDraft();
  const upload = useUpload((file, { fileHash, bytes }) =>
    update((known) => withFile(known, { hash: fileHash, name: file.name, bytes })),
  );
  const { state } = upload;
  return (
    <StepFrame
      title={t("import.file.title")}
      {...(draft.file && state.is === "idle"
        ? { next: { label: t("import.next"), onPress: () => goTo("read") } }
        : {})}
    >
      <Card>
        <div className={styles.stack}>
          {draft.file && state.is === "idle" && <SentFileLine />}
          {state.is === "sending" ? (
            <Sending state={state} onCancel={upload.cancel} />
          ) : (
            <FileDrop
              label={t(draft.file ? "import.file.other" : "import.file.drop")}
              hint={t("import.file.hint")}
              files={[]}
              maxBytes={MOST_BYTES}
              error={state.is === "refused" ? t(REFUSALS[state.kind], { name: state.file.name }) : undefined}
              onChange={([file]) => file && upload.send(file)}
            />
          )}
          {state.is === "failed" && (
            <ErrorState {...errorView(state.error, t)} onRetry={() => upload.send(state.file)} />
          )}
          <details className={styles.details}>
            <summary>{t("import.file.what")}</summary>
            <p>{t("import.file.whatText")}</p>
            <pre className={styles.sample}>{t("import.file.whatSample")}</pre>
          </details>
        </div>
      </Card>
    </StepFrame>
  );
}

const REFUSALS: Record<FileKind, MessageKey> = {
  text: "import.refused.binary",
  empty: "import.refused.empty",
  workbook: "import.refused.workbook",
  pdf: "import.refused.pdf",
  packed: "import.refused.packed",
  binary: "import.refused.binary",
};

function SentFileLine() {
  const t = useT();
  const format = useFormat();
  const { draft } = useDraft();
  if (!draft.file) return null;
  return (
    <Callout
      tone="ok"
      title={t("import.file.kept", { name: draft.file.name, size: format.bytes(draft.file.bytes) })}
    >
      <p>{t("import.file.keptText")}</p>
    </Callout>
  );
}

function Sending({
  state,
  onCancel,
}: {
  state: Extract<UploadState, { is: "sending" }>;
  onCancel: () => void;
}) {
  const t = useT();
  const { file, sent, startedAt } = state;
  const shown = inUnits(sent, file.size);
  const eta = etaMs(sent, file.size, Date.now() - startedAt);
  return (
    <div className={styles.stack}>
      <ProgressBar
        label={t("import.file.sending", { name: file.name, unit: shown.unit })}
        done={shown.done}
        total={shown.total}
        {...(eta === undefined ? {} : { etaMs: eta })}
      />
      <div>
        <Button icon="close" onPress={onCancel}>
          {t("common.cancel")}
        </Button>
      </div>
    </div>
  );
}
