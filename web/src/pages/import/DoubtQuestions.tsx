import { useLocale, useT } from "../../i18n/i18n.tsx";
import { CheckboxField } from "../../ui/CheckboxField.tsx";
import { Callout } from "./Callout.tsx";
import { tellingSample, wallTime } from "./cell-time.ts";
import { doubtsOf } from "./draft.ts";
import styles from "./import.module.css";
import type { Notice, Preview, TimeFormat } from "./types.ts";
import { useDraft } from "./use-draft.ts";

/** What the file leaves open; each must be answered before the columns are matched. */
export function DoubtQuestions({ preview }: { preview: Preview }) {
  return doubtsOf(preview).map((notice) =>
    notice.code === "day-month-ambiguous" ? (
      <DayMonthQuestion key={notice.code} notice={notice} preview={preview} />
    ) : (
      <LookQuestion key={notice.code} notice={notice} />
    ),
  );
}

const ORDERS = ["dd/MM/yyyy", "MM/dd/yyyy"] as const satisfies readonly TimeFormat[];

function DayMonthQuestion({ notice, preview }: { notice: Notice; preview: Preview }) {
  const t = useT();
  const { locale } = useLocale();
  const { draft, update } = useDraft();
  const column = preview.sniff.columns.find((one) => one.ambiguousDayMonth);
  const sample = tellingSample([
    ...(column?.samples ?? []),
    ...preview.rows.map((row) => row[column?.index ?? 0] ?? ""),
  ]);
  const answer = (dayMonth: TimeFormat) =>
    update((known) => ({
      ...known,
      dayMonth,
      mapping: known.mapping && { ...known.mapping, format: dayMonth },
    }));
  return (
    <Callout tone={draft.dayMonth ? "ok" : "warn"} title={notice[locale]}>
      <fieldset className={styles.radios}>
        <legend>{t("import.dayMonth.ask", { sample: sample ?? "" })}</legend>
        {ORDERS.map((order) => (
          <label key={order} className={styles.radio}>
            <input
              type="radio"
              name="day-month"
              checked={draft.dayMonth === order}
              onChange={() => answer(order)}
            />
            <DayMonthAnswer order={order} sample={sample ?? ""} />
          </label>
        ))}
      </fieldset>
    </Callout>
  );
}

function DayMonthAnswer({ order, sample }: { order: (typeof ORDERS)[number]; sample: string }) {
  const t = useT();
  const time = wallTime(sample, order);
  const date = time === null ? null : new Date(time);
  const words =
    date &&
    t("import.dayMonth.words", {
      day: date.getUTCDate(),
      month: date.getUTCMonth() + 1,
      year: String(date.getUTCFullYear()),
    });
  return (
    <span>
      {words ?? sample}{" "}
      <span className={styles.quiet}>
        ({t(order === "dd/MM/yyyy" ? "import.dayMonth.dayFirst" : "import.dayMonth.monthFirst")})
      </span>
    </span>
  );
}

function LookQuestion({ notice }: { notice: Notice }) {
  const t = useT();
  const { locale } = useLocale();
  const { draft, update } = useDraft();
  const checked = draft.confirmed.includes(notice.code);
  return (
    <Callout tone={checked ? "ok" : "warn"} title={notice[locale]}>
      <p>{t(notice.code === "encoding-uncertain" ? "import.doubt.encoding" : "import.doubt.decimal")}</p>
      <CheckboxField
        label={t("import.doubt.right")}
        checked={checked}
        onChange={(on) =>
          update((known) => ({
            ...known,
            confirmed: on
              ? [...known.confirmed, notice.code]
              : known.confirmed.filter((code) => code !== notice.code),
          }))
        }
      />
    </Callout>
  );
}
