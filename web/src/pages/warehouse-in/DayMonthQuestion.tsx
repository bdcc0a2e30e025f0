import { useT } from "../../i18n/i18n.tsx";
import { Callout } from "../import/Callout.tsx";
import { wallTime } from "../import/cell-time.ts";
import shared from "../import/import.module.css";
import { ambiguousExample } from "./draft.ts";
import type { FilePreview, ReadingAnswers } from "./types.ts";
import { useDraft } from "./use-draft.ts";

const ORDERS = ["day-first", "month-first"] as const;
const FORMATS = { "day-first": "dd/MM/yyyy", "month-first": "MM/dd/yyyy" } as const;

/** Asks what a date like 03/04/2026 means: every value of these columns can be read both ways. */
export function DayMonthQuestion({ preview }: { preview: FilePreview }) {
  const t = useT();
  const { draft, update } = useDraft();
  const sample = ambiguousExample(preview) ?? "03/04/2026";
  const names = preview.columns
    .filter((column) => column.ambiguousDayMonth)
    .map(({ sourceName }) => sourceName);
  const answer = draft.answers.dayMonth;
  const choose = (dayMonth: NonNullable<ReadingAnswers["dayMonth"]>) =>
    update((known) => ({ ...known, answers: { ...known.answers, dayMonth } }));
  return (
    <Callout
      tone={answer ? "ok" : "warn"}
      title={t("intake.dayMonth.title", { columns: names.join(", "), count: names.length })}
    >
      <fieldset className={shared.radios}>
        <legend>{t("intake.dayMonth.ask", { sample })}</legend>
        {ORDERS.map((order) => (
          <label key={order} className={shared.radio}>
            <input type="radio" name="day-month" checked={answer === order} onChange={() => choose(order)} />
            <OrderText order={order} sample={sample} />
          </label>
        ))}
      </fieldset>
    </Callout>
  );
}

function OrderText({ order, sample }: { order: (typeof ORDERS)[number]; sample: string }) {
  const t = useT();
  const time = wallTime(sample, FORMATS[order]);
  const date = time === null ? null : new Date(time);
  return (
    <span>
      {date
        ? t("import.dayMonth.words", {
            day: date.getUTCDate(),
            month: date.getUTCMonth() + 1,
            year: String(date.getUTCFullYear()),
          })
        : sample}{" "}
      <span className={shared.quiet}>
        ({t(order === "day-first" ? "import.dayMonth.dayFirst" : "import.dayMonth.monthFirst")})
      </span>
    </span>
  );
}
