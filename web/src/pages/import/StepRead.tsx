import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { Link } from "../../ui/Link.tsx";
import { Callout } from "./Callout.tsx";
import { DoubtQuestions } from "./DoubtQuestions.tsx";
import { doubtsOf, isWithoutRows, openDoubts, withAnswers } from "./draft.ts";
import styles from "./import.module.css";
import { PreviewTable } from "./PreviewTable.tsx";
import { isUnderWay, useImports, usePreview } from "./queries.ts";
import { ReadingFields } from "./ReadingFields.tsx";
import { StepFrame } from "./StepFrame.tsx";
import type { Preview } from "./types.ts";
import { useDraft } from "./use-draft.ts";

/** Step 2: the file as it is read, how it is read, and what is in doubt. */
export function StepRead() {
  const t = useT();
  const format = useFormat();
  const { draft, goTo } = useDraft();
  const query = usePreview(draft.file?.hash, draft.answers);
  const preview = query.data;
  const open = preview ? openDoubts(preview, draft) : [];
  const blocked = !preview
    ? t("common.loading")
    : isWithoutRows(preview)
      ? t("import.read.noRows")
      : open.length > 0
        ? t("import.read.answerFirst", { count: open.length })
        : undefined;
  return (
    <StepFrame
      title={t("import.read.title")}
      lead={draft.file && `${draft.file.name} · ${format.bytes(draft.file.bytes)}`}
      onBack={() => goTo("file")}
      next={{
        label: t("import.next"),
        blocked,
        busy: query.isFetching && !query.isPlaceholderData && !preview,
        onPress: () => goTo("columns"),
      }}
    >
      <EarlierImport />
      <QueryView query={query}>
        {(data) => <Reading preview={data} stale={query.isPlaceholderData} />}
      </QueryView>
    </StepFrame>
  );
}

function Reading({ preview, stale }: { preview: Preview; stale: boolean }) {
  const t = useT();
  const { update } = useDraft();
  const { locale } = useLocale();
  const doubts = doubtsOf(preview);
  const remarks = preview.sniff.warnings.filter((notice) => !doubts.includes(notice));
  return (
    <>
      {isWithoutRows(preview) && (
        <Callout tone="bad" title={t("import.read.noRows")}>
          <p>{t("import.read.noRowsText")}</p>
        </Callout>
      )}
      <DoubtQuestions preview={preview} />
      <Card title={t("import.read.how")} note={t("import.read.howNote")}>
        <div className={styles.stack}>
          <ReadingFields
            sniff={preview.sniff}
            onChange={(change) => update((known) => withAnswers(known, change))}
          />
          {remarks.length > 0 && (
            <ul className={styles.remarks}>
              {remarks.map((notice) => (
                <li key={notice.code}>{notice[locale]}</li>
              ))}
            </ul>
          )}
        </div>
      </Card>
      <Card title={t("import.read.first")} note={t("import.read.firstNote")} flush>
        <PreviewTable preview={preview} stale={stale} />
      </Card>
    </>
  );
}

/** Says that a file of the same content was brought before. */
function EarlierImport() {
  const t = useT();
  const format = useFormat();
  const { draft } = useDraft();
  const imports = useImports();
  const earlier = imports.data?.pages
    .flatMap((page) => page.items)
    .find((row) => row.fileHash === draft.file?.hash);
  if (!earlier) return null;
  return (
    <Callout
      tone="info"
      title={t(isUnderWay(earlier) ? "import.same.running" : "import.same.title", {
        at: format.dateTime(earlier.createdAt),
        name: earlier.fileName,
      })}
    >
      <p>
        {t("import.same.text")} <Link to={`/nhap-so-lieu/${earlier.id}`}>{t("import.same.see")}</Link>
      </p>
    </Callout>
  );
}
