import { useState } from "react";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Link } from "../../ui/Link.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { QualityBadge } from "./badges.tsx";
import { useDecideDraft } from "./changes.ts";
import { Notice } from "./Notice.tsx";
import type { Dataset, Version } from "./types.ts";
import styles from "./warehouse.module.css";
import { pick } from "./words.ts";

/** The version that waits: why, and the two ways on. Throwing it away asks once more. */
export function DraftBanner({ dataset, draft }: { dataset: Dataset; draft: Version }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const toast = useToast();
  const decide = useDecideDraft(dataset.name);
  const [asked, setAsked] = useState(false);
  const { number } = draft;
  const act = (what: "publish" | "discard") =>
    decide.mutate(
      { number, act: what },
      {
        onSuccess: () => {
          setAsked(false);
          toast({ tone: "ok", text: t(`wh.draft.${what}.done`, { number }) });
        },
      },
    );
  return (
    <Card
      title={t("wh.draft.title", { number })}
      note={t("wh.draft.note", {
        author: draft.author,
        at: format.dateTime(draft.createdAt),
        rows: format.number(draft.rowCount),
      })}
      actions={<QualityBadge score={draft.qualityScore} />}
    >
      <div className={styles.stack}>
        {draft.heldBack && <Notice tone="warn">{pick(draft.heldBack, locale)}</Notice>}
        <div className={styles.buttons}>
          {dataset.may.publish && (
            <>
              <Button kind="primary" icon="check" busy={decide.isPending} onPress={() => act("publish")}>
                {t("wh.draft.publish")}
              </Button>
              <Button icon="close" onPress={() => setAsked(true)}>
                {t("wh.draft.discard")}
              </Button>
            </>
          )}
          <Link to={`/kho-du-lieu/${dataset.name}?version=${number}`} look="secondary">
            {t("wh.versions.see")}
          </Link>
        </div>
      </div>
      <DiscardDialog
        open={asked}
        number={number}
        busy={decide.isPending}
        onDiscard={() => act("discard")}
        onClose={() => setAsked(false)}
      />
    </Card>
  );
}

type DiscardDialogProps = {
  open: boolean;
  number: number;
  busy: boolean;
  onDiscard: () => void;
  onClose: () => void;
};

function DiscardDialog({ open, number, busy, onDiscard, onClose }: DiscardDialogProps) {
  const t = useT();
  return (
    <Dialog
      open={open}
      title={t("wh.draft.discardTitle", { number })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button kind="danger" busy={busy} onPress={onDiscard}>
            {t("wh.draft.discard")}
          </Button>
        </>
      }
    >
      <p>{t("wh.draft.discardText")}</p>
    </Dialog>
  );
}
