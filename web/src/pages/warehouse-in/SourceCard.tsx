import { useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { type MessageKey, useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import type { IconName } from "../../ui/Icon.tsx";
import { Link } from "../../ui/Link.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { Callout } from "../import/Callout.tsx";
import shared from "../import/import.module.css";
import { cronOf, isSchedule, type Schedule, scheduleOf } from "./cron.ts";
import { ScheduleFields, useScheduleWords } from "./ScheduleFields.tsx";
import { SourceRuns } from "./SourceRuns.tsx";
import { useSourceActions } from "./source-queries.ts";
import type { Source } from "./types.ts";
import styles from "./warehouse-in.module.css";

const STATES: Record<Source["state"], readonly [Tone, IconName, MessageKey]> = {
  "never-run": ["idle", "clock", "sources.state.never"],
  ok: ["ok", "check-circle", "sources.state.ok"],
  running: ["info", "refresh", "sources.state.running"],
  failed: ["bad", "danger", "sources.state.failed"],
  paused: ["warn", "pause", "sources.state.paused"],
};

const MINUTE = 60_000;

/** One source: how it goes, why it failed, and what can be done. */
export function SourceCard({ source, keeper }: { source: Source; keeper: boolean }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const [showRuns, setShowRuns] = useState(false);
  const [tone, icon, key] = STATES[source.state];
  const lag = source.lagMinutes ?? 0;
  return (
    <Card
      title={source.title}
      actions={
        <Badge tone={tone} icon={icon}>
          {t(key)}
        </Badge>
      }
    >
      <div className={shared.stack}>
        <p className={styles.sourceHead}>
          <Badge>{t(`sources.kind.${source.kind}`)}</Badge>
          {source.dataset && <Link to={`/kho-du-lieu/${source.dataset}`}>{source.dataset}</Link>}
          <span>{source.agency.name[locale]}</span>
          {lag > 0 && (
            <Badge tone="warn" icon="clock">
              {t("sources.late", { time: format.duration(lag * MINUTE) })}
            </Badge>
          )}
        </p>
        {source.lastError && (
          <Callout tone="bad" title={source.lastError.title[locale]}>
            <p>{source.lastError.remedy[locale]}</p>
            <p className={shared.quiet}>
              {t("sources.failures", { count: source.failuresInRow })} · <code>{source.lastError.code}</code>
            </p>
          </Callout>
        )}
        <SourceFacts source={source} />
        <SourceButtons
          source={source}
          keeper={keeper}
          runsShown={showRuns}
          onRuns={() => setShowRuns(!showRuns)}
        />
        {showRuns && <SourceRuns source={source} />}
      </div>
    </Card>
  );
}

function SourceFacts({ source }: { source: Source }) {
  const t = useT();
  const format = useFormat();
  const words = useScheduleWords();
  const at = (instant: string | null, none: MessageKey) => (instant ? format.weekdayTime(instant) : t(none));
  const address = source.config && "url" in source.config ? source.config.url : null;
  return (
    <DescriptionList
      items={[
        ...(address
          ? [{ label: t("sources.address"), value: <span className={styles.address}>{address}</span> }]
          : []),
        { label: t("sources.schedule"), value: words(source.cron) },
        { label: t("sources.lastRun"), value: at(source.lastRunAt, "sources.never") },
        { label: t("sources.lastSuccess"), value: at(source.lastSuccessAt, "sources.never") },
        {
          label: t("sources.nextRun"),
          value: at(
            source.enabled ? source.nextRunAt : null,
            source.enabled ? "sources.noNext" : "sources.pausedNext",
          ),
        },
      ]}
    />
  );
}

type ButtonsProps = { source: Source; keeper: boolean; runsShown: boolean; onRuns: () => void };

function SourceButtons({ source, keeper, runsShown, onRuns }: ButtonsProps) {
  const t = useT();
  const toast = useToast();
  const [asked, setAsked] = useState<"schedule" | "delete">();
  const { run, change } = useSourceActions();
  const runnable = source.kind !== "upload" && source.kind !== "live";
  const error = run.error ?? change.error;
  return (
    <>
      {error !== null && <ErrorState {...errorView(error, t)} />}
      <div className={styles.buttons}>
        {keeper && runnable && (
          <>
            <Button
              icon="play"
              busy={run.isPending}
              disabledReason={source.state === "running" ? t("sources.state.running") : undefined}
              onPress={() =>
                run.mutate(source.id, { onSuccess: () => toast({ text: t("sources.started"), tone: "ok" }) })
              }
            >
              {t("sources.run")}
            </Button>
            <Button
              icon={source.enabled ? "pause" : "play"}
              busy={change.isPending}
              onPress={() => change.mutate({ id: source.id, part: { enabled: !source.enabled } })}
            >
              {t(source.enabled ? "sources.pause" : "sources.resume")}
            </Button>
            <Button icon="clock" onPress={() => setAsked("schedule")}>
              {t("sources.editSchedule")}
            </Button>
          </>
        )}
        <Button kind="quiet" icon={runsShown ? "chevron-up" : "list"} onPress={onRuns}>
          {t(runsShown ? "sources.hideRuns" : "sources.showRuns")}
        </Button>
        {keeper && runnable && (
          <Button kind="quiet" icon="close" onPress={() => setAsked("delete")}>
            {t("sources.delete")}
          </Button>
        )}
      </div>
      {asked === "schedule" && <ScheduleDialog source={source} onClose={() => setAsked(undefined)} />}
      {asked === "delete" && <DeleteDialog source={source} onClose={() => setAsked(undefined)} />}
    </>
  );
}

function ScheduleDialog({ source, onClose }: { source: Source; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const { change } = useSourceActions();
  const [schedule, setSchedule] = useState<Schedule>(() => scheduleOf(source.cron));
  const save = () =>
    change.mutate(
      { id: source.id, part: { cron: cronOf(schedule) } },
      {
        onSuccess: () => {
          toast({ text: t("sources.saved"), tone: "ok" });
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      title={t("sources.scheduleOf", { title: source.title })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button
            kind="primary"
            busy={change.isPending}
            disabledReason={isSchedule(schedule) ? undefined : t("sources.schedule.wrong")}
            onPress={save}
          >
            {t("common.save")}
          </Button>
        </>
      }
    >
      <ScheduleFields schedule={schedule} onChange={setSchedule} />
      {change.isError && <ErrorState {...errorView(change.error, t)} />}
    </Dialog>
  );
}

function DeleteDialog({ source, onClose }: { source: Source; onClose: () => void }) {
  const t = useT();
  const { remove } = useSourceActions();
  return (
    <Dialog
      open
      title={t("sources.deleteTitle", { title: source.title })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button
            kind="danger"
            busy={remove.isPending}
            onPress={() => remove.mutate(source.id, { onSuccess: onClose })}
          >
            {t("sources.delete")}
          </Button>
        </>
      }
    >
      <p>{t("sources.deleteText")}</p>
      {remove.isError && <ErrorState {...errorView(remove.error, t)} />}
    </Dialog>
  );
}
