import { useEffect, useRef, useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FileDrop } from "../../ui/FileDrop.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { Callout } from "../import/Callout.tsx";
import shared from "../import/import.module.css";
import { etaMs, inUnits } from "../import/plan.ts";
import { StepFrame } from "../import/StepFrame.tsx";
import { withFile } from "./draft.ts";
import { useDraft } from "./use-draft.ts";
import { type UploadState, useUpload } from "./use-upload.ts";

const MOST_BYTES = 8 * 1024 ** 3;
const ACCEPT = ".csv,.tsv,.txt,.json,.ndjson,.jsonl,.geojson,.parquet,.xlsx,.zip,.gz";

/** Step 1: the file. Choosing it sends it, and a file that is sent leads on by itself. */
export function StepFile() {
  const t = useT();
  const format = useFormat();
  const { draft, update, goTo } = useDraft();
  const [empty, setEmpty] = useState<string>();
  const upload = useUpload((file, { fileHash, bytes }) =>
    update((known) => withFile(known, { hash: fileHash, name: file.name, bytes })),
  );
  const { state } = upload;
  const kept = state.is === "idle" ? draft.file : null;

  function take(file: File): void {
    setEmpty(file.size === 0 ? file.name : undefined);
    if (file.size > 0) upload.send(file);
  }

  return (
    <StepFrame
      title={t("intake.file.title")}
      {...(kept ? { next: { label: t("import.next"), onPress: () => goTo("found") } } : {})}
    >
      <Card>
        <div className={shared.stack}>
          {draft.into === "existing" && draft.dataset && (
            <p className={shared.quiet}>{t("intake.file.into", { name: draft.dataset })}</p>
          )}
          {kept && (
            <Callout
              tone="ok"
              title={t("intake.file.kept", { name: kept.name, size: format.bytes(kept.bytes) })}
            >
              <p>{t("intake.file.keptText")}</p>
            </Callout>
          )}
          {state.is === "sending" ? (
            <Sending state={state} onCancel={upload.cancel} />
          ) : (
            <FileDrop
              label={t(kept ? "intake.file.other" : "intake.file.drop")}
              hint={t("intake.file.hint")}
              accept={ACCEPT}
              files={[]}
              maxBytes={MOST_BYTES}
              error={empty && t("intake.file.empty", { name: empty })}
              onChange={([file]) => file && take(file)}
            />
          )}
          {state.is === "failed" && (
            <ErrorState {...errorView(state.error, t)} onRetry={() => upload.send(state.file)} />
          )}
          <details className={shared.details}>
            <summary>{t("intake.file.what")}</summary>
            <p>{t("intake.file.whatText")}</p>
          </details>
        </div>
      </Card>
    </StepFrame>
  );
}

type SendingProps = { state: Extract<UploadState, { is: "sending" }>; onCancel: () => void };

function Sending({ state, onCancel }: SendingProps) {
  const t = useT();
  const region = useRef<HTMLDivElement>(null);
  const shown = inUnits(state.sent, state.file.size);
  const eta = etaMs(state.sent, state.file.size, Date.now() - state.startedAt);
  useEffect(() => region.current?.focus(), []);
  return (
    <div ref={region} className={shared.stack} tabIndex={-1}>
      <ProgressBar
        label={t("intake.file.sending", { name: state.file.name, unit: shown.unit })}
        done={shown.done}
        total={shown.total}
        message={state.sent === state.file.size ? t("intake.file.checking") : ""}
        {...(eta === undefined ? {} : { etaMs: eta })}
      />
      <div>
        <Button icon="close" onPress={onCancel}>
          {t("intake.file.stop")}
        </Button>
      </div>
    </div>
  );
}
