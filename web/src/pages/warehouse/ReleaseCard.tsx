import { useState } from "react";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { Link } from "../../ui/Link.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { useDecideRelease } from "./changes.ts";
import { Notice } from "./Notice.tsx";
import type { Release } from "./types-use.ts";
import styles from "./warehouse.module.css";
import { pick } from "./words.ts";

const STATES: Record<Release["state"], readonly [Tone, IconName]> = {
  proposed: ["warn", "hourglass"],
  approved: ["ok", "check-circle"],
  rejected: ["bad", "close-circle"],
  withdrawn: ["idle", "minus"],
  blocked: ["bad", "lock"],
};

/** Props of ReleaseCard. `title` names the dataset where several stand together. */
type ReleaseCardProps = { release: Release; mayDecide: boolean; title?: string };

/** One request to open a version: checks, anonymity in plain words, and the decision. */
export function ReleaseCard({ release, mayDecide, title }: ReleaseCardProps) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const [tone, icon] = STATES[release.state];
  return (
    <Card
      title={title ?? t("wh.release.version", { version: release.version })}
      note={t("wh.release.by", { who: release.proposedBy, at: format.dateTime(release.proposedAt) })}
      actions={
        <Badge tone={tone} icon={icon}>
          {t(`wh.releaseState.${release.state}`)}
        </Badge>
      }
    >
      <div className={styles.stack}>
        {title && (
          <p>
            <Link to={`/kho-du-lieu/${release.dataset}?tab=release`}>
              {t("wh.release.openVersion", { version: release.version })}
            </Link>
          </p>
        )}
        {release.input.note && <p>{release.input.note}</p>}
        <ul className={styles.checkList}>
          {release.checks.map((check) => (
            <li key={check.code} data-ok={check.ok}>
              <Icon
                name={check.ok ? "check-circle" : "close-circle"}
                label={t(check.ok ? "wh.outcome.pass" : "wh.outcome.fail")}
              />
              <span>{pick(check.words, locale)}</span>
            </li>
          ))}
        </ul>
        {release.anonymity && <Anonymity release={release} anonymity={release.anonymity} />}
        {release.decidedBy && release.decidedAt && (
          <p className={styles.quiet}>
            {t("wh.release.decided", {
              who: release.decidedBy,
              at: format.dateTime(release.decidedAt),
              reason: release.reason || t("wh.release.noReason"),
            })}
          </p>
        )}
        {mayDecide && release.state === "proposed" && <Decision release={release} />}
      </div>
    </Card>
  );
}

type AnonymityProps = { release: Release; anonymity: NonNullable<Release["anonymity"]> };

function Anonymity({ release, anonymity }: AnonymityProps) {
  const t = useT();
  const format = useFormat();
  const { k, rowsBelow } = anonymity;
  const { leastK, quasiIdentifiers } = release.input;
  const ok = k >= leastK;
  const weak = Object.entries(anonymity.l).filter(([, l]) => !l.entropyOk);
  return (
    <Notice tone={ok && weak.length === 0 ? "ok" : "warn"}>
      <p>
        {quasiIdentifiers.length === 0
          ? t("wh.anonymity.noColumns")
          : t(ok ? "wh.anonymity.ok" : "wh.anonymity.low", {
              k: format.number(k),
              least: format.number(leastK),
              rows: format.number(rowsBelow),
              columns: quasiIdentifiers.join(", "),
            })}
      </p>
      {weak.map(([column, l]) => (
        <p key={column}>{t("wh.anonymity.weak", { column, distinct: format.number(l.distinct) })}</p>
      ))}
    </Notice>
  );
}

function Decision({ release }: { release: Release }) {
  const t = useT();
  const toast = useToast();
  const decide = useDecideRelease();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const failing = release.checks.some((check) => !check.ok);

  function submit(decision: "approve" | "reject"): void {
    const missing = decision === "reject" && reason.trim() === "";
    setTried(missing);
    if (missing) return;
    decide.mutate(
      { id: release.id, decision, ...(reason.trim() ? { reason: reason.trim() } : {}) },
      { onSuccess: () => toast({ tone: "ok", text: t(`wh.release.${decision}.done`) }) },
    );
  }
  return (
    <div className={styles.form}>
      <TextField
        label={t("wh.release.reason")}
        hint={t("wh.release.reasonHint")}
        error={tried ? t("wh.release.reasonMissing") : undefined}
        rows={2}
        value={reason}
        onChange={setReason}
        maxLength={2000}
      />
      <div className={styles.buttons}>
        <Button busy={decide.isPending} icon="close" onPress={() => submit("reject")}>
          {t("wh.release.reject")}
        </Button>
        <Button
          kind="primary"
          busy={decide.isPending}
          icon="check"
          disabledReason={failing ? t("wh.release.failing") : undefined}
          onPress={() => submit("approve")}
        >
          {t("wh.release.approve")}
        </Button>
      </div>
    </div>
  );
}
