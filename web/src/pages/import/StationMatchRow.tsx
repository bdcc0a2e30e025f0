import { useState } from "react";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import type { Thing } from "../telemetry/types.ts";
import styles from "./import.module.css";
import { StationFields } from "./StationFields.tsx";
import { StationPicker } from "./StationPicker.tsx";
import type { StationChoice, StationForm, StationMatch } from "./stations.ts";

/** Props of StationMatchRow. `newForm` makes the form of a new station. */
export type StationMatchRowProps = {
  match: StationMatch;
  settled: boolean;
  things: readonly Thing[];
  agencies: readonly string[] | null;
  taken: ReadonlySet<string>;
  newForm: () => StationForm;
  onChoose: (choice: StationChoice) => void;
};

/** One name of the file: what is chosen, folded away once it is settled. */
export function StationMatchRow(props: StationMatchRowProps) {
  const t = useT();
  const format = useFormat();
  const { match, settled } = props;
  const [unfolded, setUnfolded] = useState(!settled);
  // An existing match that nobody touched starts folded; what is being edited stays open when it becomes settled.
  const open = unfolded || !settled;
  return (
    <li className={styles.match} data-settled={settled}>
      <div className={styles.matchHead}>
        <span className={styles.matchIcon} data-settled={settled}>
          <Icon name={settled ? "check-circle" : "help"} />
        </span>
        <div className={styles.matchName}>
          <strong>{match.text === "" ? t("import.stations.wholeFile") : `“${match.text}”`}</strong>
          {match.rows !== null && (
            <span className={styles.quiet}>
              {t("import.rows", { count: match.rows, shown: format.number(match.rows) })}
            </span>
          )}
        </div>
        <ChoiceWords {...props} />
        {settled && (
          <Button kind="quiet" size="small" onPress={() => setUnfolded(!open)}>
            {t(open ? "import.fold" : "import.change")}
          </Button>
        )}
      </div>
      {open && <MatchEditor {...props} />}
    </li>
  );
}

function ChoiceWords({ match: { choice }, things }: StationMatchRowProps) {
  const t = useT();
  const { locale } = useLocale();
  if (choice.is === "open") return <span className={styles.choiceWords}>{t("import.stations.choose")}</span>;
  if (choice.is === "skip") return <span className={styles.choiceWords}>{t("import.stations.skipped")}</span>;
  if (choice.is === "new") {
    return (
      <span className={styles.choiceWords}>
        {t("import.stations.newWords", { name: choice.form.nameVi || choice.form.code })}
      </span>
    );
  }
  const thing = things.find(({ code }) => code === choice.thing);
  const name = thing ? (locale === "vi" ? thing.nameVi : thing.nameEn) : choice.thing;
  return (
    <span className={styles.choiceWords}>
      {name} <code>{choice.thing}</code>
    </span>
  );
}

function MatchEditor(props: StationMatchRowProps) {
  const t = useT();
  const { match, onChoose } = props;
  const { choice } = match;
  const [wants, setWants] = useState<"existing" | "new" | "skip">(
    choice.is === "open" ? "existing" : choice.is,
  );
  const now = choice.is === "open" ? wants : choice.is;
  const options = [
    { value: "existing", label: t("import.stations.existing") },
    { value: "new", label: t("import.stations.new") },
    ...(match.text === "" ? [] : [{ value: "skip", label: t("import.stations.skip") } as const]),
  ] as const;

  function want(value: "existing" | "new" | "skip"): void {
    setWants(value);
    if (value === "new") onChoose({ is: "new", form: props.newForm() });
    else onChoose(value === "skip" ? { is: "skip" } : { is: "open" });
  }

  return (
    <div className={styles.matchBody}>
      <SegmentedControl
        label={t("import.stations.kindOfChoice", { text: match.text })}
        value={now}
        options={options}
        onChange={want}
      />
      {now === "existing" && (
        <StationPicker
          things={props.things}
          agencies={props.agencies}
          picked={choice.is === "existing" ? choice.thing : null}
          label={t("import.stations.search")}
          onPick={(thing) => onChoose({ is: "existing", thing })}
        />
      )}
      {choice.is === "new" && (
        <StationFields
          form={choice.form}
          taken={props.taken}
          agencies={props.agencies}
          onChange={(form) => onChoose({ is: "new", form })}
        />
      )}
      {now === "skip" && <p className={styles.quiet}>{t("import.stations.skipText")}</p>}
    </div>
  );
}
