import { useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { useSession } from "../../api/session.ts";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { propertyOption } from "../import/ColumnRoles.tsx";
import { StationPicker } from "../import/StationPicker.tsx";
import { writableAgencies } from "../import/stations.ts";
import type { TimeLabel } from "../import/types.ts";
import { useCatalogue, useThings } from "../telemetry/queries.ts";
import styles from "./devices.module.css";
import { type NewSeries, useDeclareSeries } from "./queries.ts";

const INTERVALS = [60, 300, 600, 900, 1800, 3600, 86_400];
const LABELS = ["instant", "start", "end"] as const satisfies readonly TimeLabel[];
const EMPTY: NewSeries = { thing: "", property: "", sensor: "", intervalSeconds: 600, timeLabel: "instant" };

/** Declares what a station measures, so that readings of it are taken. */
export function NewSeriesCard() {
  const t = useT();
  const toast = useToast();
  const declare = useDeclareSeries();
  const [form, setForm] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const missing = (value: string) => (tried && value.trim() === "" ? t("import.form.missing") : undefined);

  function save(): void {
    setTried(true);
    if ([form.thing, form.property, form.sensor].some((value) => value.trim() === "")) return;
    declare.mutate(form, {
      onSuccess: () => {
        toast({ tone: "ok", text: t("devices.seriesMade") });
        setForm({ ...form, property: "" });
        setTried(false);
      },
    });
  }
  return (
    <Card title={t("devices.newSeries")} note={t("devices.newSeriesNote")}>
      <form
        className={styles.wideForm}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <SeriesFields form={form} missing={missing} onChange={setForm} />
        {declare.isError && <ErrorState {...errorView(declare.error, t)} />}
        <div>
          <Button type="submit" icon="plus" busy={declare.isPending}>
            {t("devices.declare")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

type SeriesFieldsProps = {
  form: NewSeries;
  missing: (value: string) => string | undefined;
  onChange: (form: NewSeries) => void;
};

function SeriesFields({ form, missing, onChange }: SeriesFieldsProps) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const things = useThings();
  const catalogue = useCatalogue();
  const agencies = writableAgencies(useSession().data?.account);
  const held =
    things.data?.find(({ code }) => code === form.thing)?.datastreams.map((one) => one.property) ?? [];
  const noStation = missing(form.thing);
  return (
    <div className={styles.fields}>
      <div className={styles.wholeLine}>
        <StationPicker
          label={t("devices.station")}
          things={things.data ?? []}
          agencies={agencies}
          picked={form.thing || null}
          onPick={(thing) => onChange({ ...form, thing })}
        />
        {noStation && <p className={styles.error}>{noStation}</p>}
      </div>
      <SelectField
        label={t("devices.property")}
        value={form.property}
        placeholder={t("devices.choose")}
        error={missing(form.property)}
        options={(catalogue.data?.properties ?? [])
          .filter(({ code }) => !held.includes(code))
          .map((property) => propertyOption(property, locale))}
        onChange={(property) => onChange({ ...form, property })}
      />
      <TextField
        label={t("devices.sensor")}
        value={form.sensor}
        error={missing(form.sensor)}
        maxLength={200}
        placeholder={t("devices.sensorHint")}
        onChange={(sensor) => onChange({ ...form, sensor })}
      />
      <SelectField
        label={t("import.time.interval")}
        value={String(form.intervalSeconds)}
        options={INTERVALS.map((one) => ({ value: String(one), label: format.duration(one * 1000) }))}
        onChange={(value) => onChange({ ...form, intervalSeconds: Number(value) })}
      />
      <SelectField
        label={t("devices.label")}
        value={form.timeLabel}
        options={LABELS.map((value) => ({ value, label: t(`import.label.${value}`) }))}
        onChange={(value) => onChange({ ...form, timeLabel: value as TimeLabel })}
      />
    </div>
  );
}
