import { useState } from "react";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { CheckboxField } from "../../ui/CheckboxField.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { ClassBadge } from "./badges.tsx";
import { useProposeRelease } from "./changes.ts";
import { useVersions } from "./queries.ts";
import type { Dataset, Version } from "./types.ts";
import type { ReleaseInput } from "./types-use.ts";
import styles from "./warehouse.module.css";
import { columnLabel } from "./words.ts";

const LICENCES = ["CC BY 4.0", "CC0 1.0", "ODC-BY 1.0", "ODbL 1.0"];
/** Fewest people alike in the identifying columns, unless the steward says otherwise. */
const USUAL_K = "5";

/** A request to open a version: licence, columns by which a person could be guessed, and how many must be alike. */
export function ReleaseForm({ dataset }: { dataset: Dataset }) {
  const t = useT();
  const toast = useToast();
  const propose = useProposeRelease(dataset.name);
  const [version, setVersion] = useState(String(dataset.version ?? ""));
  const [licence, setLicence] = useState(dataset.licence || "CC BY 4.0");
  const [quasi, setQuasi] = useState<readonly string[]>([]);
  const [sensitive, setSensitive] = useState<readonly string[]>([]);
  const [leastK, setLeastK] = useState(USUAL_K);
  const [note, setNote] = useState("");
  const k = Number(leastK);
  const wrong = Number.isInteger(k) && k >= 1 && k <= 1000 ? undefined : t("wh.release.kWrong");
  const input: ReleaseInput = {
    version: Number(version),
    licence,
    quasiIdentifiers: quasi,
    sensitive,
    leastK: k,
    ...(note.trim() ? { note: note.trim() } : {}),
  };
  const onSuccess = () => toast({ tone: "ok", text: t("wh.release.proposed") });
  return (
    <Card title={t("wh.release.new")} note={t("wh.release.newNote")}>
      <div className={styles.form}>
        <div className={styles.fields}>
          <VersionField dataset={dataset.name} value={version} onChange={setVersion} />
          <SelectField
            label={t("wh.release.licence")}
            value={licence}
            options={[...new Set([licence, ...LICENCES])].map((value) => ({ value, label: value }))}
            onChange={setLicence}
          />
          <TextField
            label={t("wh.release.k")}
            kind="number"
            error={wrong}
            value={leastK}
            onChange={setLeastK}
          />
        </div>
        <Columns {...{ dataset, quasi, setQuasi, sensitive, setSensitive }} />
        <TextField label={t("wh.release.note")} optional rows={2} value={note} onChange={setNote} />
        <div>
          <Button
            kind="primary"
            busy={propose.isPending}
            disabledReason={wrong}
            onPress={() => propose.mutate(input, { onSuccess })}
          >
            {t("wh.release.propose")}
          </Button>
        </div>
      </div>
    </Card>
  );
}

type VersionFieldProps = { dataset: string; value: string; onChange: (value: string) => void };

function VersionField({ dataset, value, onChange }: VersionFieldProps) {
  const t = useT();
  const versions = useVersions(dataset);
  const published = (versions.data ?? []).filter(isPublished);
  return (
    <SelectField
      label={t("wh.fact.version")}
      value={value}
      options={published.map(({ number }) => ({
        value: String(number),
        label: t("wh.versions.number", { number }),
      }))}
      onChange={onChange}
    />
  );
}

function isPublished(version: Version): boolean {
  return version.state === "published" && version.storage !== "deleted";
}

type ColumnsProps = {
  dataset: Dataset;
  quasi: readonly string[];
  setQuasi: (chosen: readonly string[]) => void;
  sensitive: readonly string[];
  setSensitive: (chosen: readonly string[]) => void;
};

function Columns({ dataset, quasi, setQuasi, sensitive, setSensitive }: ColumnsProps) {
  const t = useT();
  return (
    <>
      <ColumnChoice
        dataset={dataset}
        label={t("wh.release.quasi")}
        hint={t("wh.release.quasiHint")}
        chosen={quasi}
        onChange={setQuasi}
      />
      <ColumnChoice
        dataset={dataset}
        label={t("wh.release.sensitive")}
        hint={t("wh.release.sensitiveHint")}
        chosen={sensitive}
        onChange={setSensitive}
      />
    </>
  );
}

type ColumnChoiceProps = {
  dataset: Dataset;
  label: string;
  hint: string;
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
};

function ColumnChoice({ dataset, label, hint, chosen, onChange }: ColumnChoiceProps) {
  const { locale } = useLocale();
  return (
    <fieldset aria-label={label}>
      <p>
        <strong>{label}</strong>
      </p>
      <p className={styles.quiet}>{hint}</p>
      <div className={styles.choices}>
        {dataset.columns
          .filter((column) => column.type !== "geometry")
          .map(({ name, ...column }) => (
            <span key={name} className={styles.badges}>
              <CheckboxField
                label={columnLabel({ name, ...column }, locale)}
                checked={chosen.includes(name)}
                onChange={(on) => onChange(on ? [...chosen, name] : chosen.filter((other) => other !== name))}
              />
              {column.class !== "none" && <ClassBadge name={column.class} />}
            </span>
          ))}
      </div>
    </fieldset>
  );
}
