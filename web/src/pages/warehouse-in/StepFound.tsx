import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { Callout } from "../import/Callout.tsx";
import shared from "../import/import.module.css";
import { StepFrame } from "../import/StepFrame.tsx";
import { DayMonthQuestion } from "./DayMonthQuestion.tsx";
import { openQuestions, partNotices, withTable } from "./draft.ts";
import { FoundTable } from "./FoundTable.tsx";
import { usePreview } from "./queries.ts";
import { ReadingFields } from "./ReadingFields.tsx";
import { TablePicker } from "./TablePicker.tsx";
import type { FilePreview } from "./types.ts";
import { useDraft } from "./use-draft.ts";

/** The look at the draft's file. */
export function useDraftPreview() {
  const { draft } = useDraft();
  const { file, table, answers } = draft;
  return usePreview(file && { fileHash: file.hash, fileName: file.name, table, answers });
}

/** Step 2: what is in the file, how it is read, and what has to be answered. */
export function StepFound() {
  const t = useT();
  const format = useFormat();
  const { draft, goTo } = useDraft();
  const query = useDraftPreview();
  const preview = query.data;
  const open = preview ? openQuestions(preview, draft.answers).length : 0;
  const blocked = !preview
    ? t("common.loading")
    : preview.columns.length === 0
      ? t("intake.found.noColumns")
      : open > 0
        ? t("intake.found.answerFirst")
        : undefined;
  return (
    <StepFrame
      title={t("intake.found.title")}
      lead={draft.file && `${draft.file.name} · ${format.bytes(draft.file.bytes)}`}
      onBack={() => goTo("file")}
      next={{ label: t("import.next"), blocked, onPress: () => goTo("target") }}
    >
      <QueryView query={query}>
        {(data) => <Found preview={data} stale={query.isPlaceholderData} />}
      </QueryView>
    </StepFrame>
  );
}

function Found({ preview, stale }: { preview: FilePreview; stale: boolean }) {
  const t = useT();
  const { locale } = useLocale();
  const { draft, update } = useDraft();
  const { ofFile } = partNotices(preview.notices);
  return (
    <>
      {preview.columns.length === 0 && (
        <Callout tone="bad" title={t("intake.found.noColumns")}>
          <p>{t("intake.found.noColumnsText")}</p>
        </Callout>
      )}
      {preview.columns.some((column) => column.ambiguousDayMonth) && <DayMonthQuestion preview={preview} />}
      {preview.tables.length > 1 && (
        <Card
          title={t("intake.tables.title", { count: preview.tables.length })}
          note={t("intake.tables.note")}
        >
          <TablePicker
            tables={preview.tables}
            selected={preview.table}
            onPick={(path) => update((known) => withTable(known, path))}
          />
        </Card>
      )}
      <Card title={t("intake.reading.title")} note={t("intake.reading.note", { format: preview.format })}>
        <div className={shared.stack}>
          {preview.dialect && (
            <ReadingFields
              dialect={preview.dialect}
              onChange={(change) =>
                update((known) => ({ ...known, answers: { ...known.answers, ...change } }))
              }
            />
          )}
          {!preview.dialect && <p className={shared.quiet}>{t("intake.reading.nothing")}</p>}
          {draft.answers.dayMonth && !preview.columns.some((column) => column.ambiguousDayMonth) && (
            <p className={shared.quiet}>{t(`intake.dayMonth.${draft.answers.dayMonth}`)}</p>
          )}
          {ofFile.length > 0 && (
            <ul className={shared.remarks}>
              {ofFile.map((notice) => (
                <li key={notice.code + notice[locale]}>{notice[locale]}</li>
              ))}
            </ul>
          )}
        </div>
      </Card>
      <Card
        title={t("intake.columns.title", { count: preview.columns.length })}
        note={t(preview.sampled ? "intake.columns.sampled" : "intake.columns.whole")}
        flush
      >
        <FoundTable preview={preview} stale={stale} />
      </Card>
    </>
  );
}
