import { useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { useSession } from "../../api/session.ts";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { AgencyField } from "../import/AgencyField.tsx";
import shared from "../import/import.module.css";
import { cronOf, FIRST_SCHEDULE, isSchedule, type Schedule } from "../warehouse-in/cron.ts";
import { useThemes } from "../warehouse-in/queries.ts";
import { ScheduleFields } from "../warehouse-in/ScheduleFields.tsx";
import { agenciesOf, isDatasetName, nameOf } from "../warehouse-in/target.ts";
import { useSavedActions } from "./queries.ts";
import type { MaterialiseInput, SavedQuery } from "./types.ts";

const MATERIALISERS = ["analyst", "data-steward", "administrator"] as const;

/** Makes a dataset of a kept query, renewed on a schedule. */
export function MaterialiseDialog({ query, onClose }: { query: SavedQuery; onClose: () => void }) {
  const t = useT();
  const { locale } = useLocale();
  const toast = useToast();
  const themes = useThemes();
  const { materialise } = useSavedActions();
  const agencies = agenciesOf(useSession().data?.account, MATERIALISERS);
  const [schedule, setSchedule] = useState<Schedule>(FIRST_SCHEDULE.day);
  const [form, setForm] = useState<Omit<MaterialiseInput, "cron">>({
    dataset: nameOf(query.title),
    title: query.title,
    theme: "",
    agencyCode: agencies?.[0] ?? "",
  });
  const set = (part: Partial<typeof form>) => setForm((known) => ({ ...known, ...part }));
  const nameFits = isDatasetName(form.dataset);
  const complete =
    nameFits &&
    form.title.trim() !== "" &&
    form.theme !== "" &&
    form.agencyCode !== "" &&
    isSchedule(schedule);
  const save = () =>
    materialise.mutate(
      { id: query.id, body: { ...form, cron: cronOf(schedule) } },
      {
        onSuccess: () => {
          toast({ text: t("sql.make.done"), tone: "ok" });
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      title={t("sql.make.title")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button
            kind="primary"
            busy={materialise.isPending}
            disabledReason={complete ? undefined : t("sql.make.fill")}
            onPress={save}
          >
            {t("sql.make.save")}
          </Button>
        </>
      }
    >
      <div className={shared.stack}>
        <p className={shared.quiet}>{t("sql.make.text")}</p>
        <TextField
          label={t("sql.make.name")}
          maxLength={200}
          value={form.title}
          onChange={(title) => set({ title })}
        />
        <TextField
          label={t("intake.new.name")}
          hint={t("intake.new.nameHint")}
          error={nameFits ? undefined : t("intake.new.nameForm")}
          maxLength={63}
          value={form.dataset}
          onChange={(dataset) => set({ dataset: dataset.trim() })}
        />
        <SelectField
          label={t("intake.new.theme")}
          placeholder={t("intake.new.choose")}
          value={form.theme}
          options={(themes.data ?? []).map(({ code, label }) => ({ value: code, label: label[locale] }))}
          onChange={(theme) => set({ theme })}
        />
        <AgencyField
          label={t("intake.new.agency")}
          value={form.agencyCode}
          agencies={agencies}
          onChange={(agencyCode) => set({ agencyCode })}
        />
        <ScheduleFields schedule={schedule} onChange={setSchedule} />
        {materialise.isError && <ErrorState {...errorView(materialise.error, t)} />}
      </div>
    </Dialog>
  );
}
