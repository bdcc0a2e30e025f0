import { useState } from "react";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { ClassBadge, MaskBadge } from "./badges.tsx";
import { type ColumnFilter, containsOf, endsOf, type Filters, oneOf, rangeOf, valuesOf } from "./filters.ts";
import styles from "./grid.module.css";
import { useProfile } from "./queries.ts";
import type { Cell, Column, Dataset } from "./types.ts";
import { useCellText } from "./use-cell-text.ts";
import { columnLabel, pick } from "./words.ts";

type ColumnDialogProps = {
  dataset: Dataset;
  name: string | undefined;
  version: number | undefined;
  filters: Filters;
  onFilter: (name: string, filter: ColumnFilter | undefined) => void;
  onClose: () => void;
};

/** What a column means, and its filter by the type of its values. */
export function ColumnDialog({ dataset, name, version, filters, onFilter, onClose }: ColumnDialogProps) {
  const t = useT();
  const { locale } = useLocale();
  const column = dataset.columns.find((entry) => entry.name === name);
  return (
    <Dialog
      open={column !== undefined}
      title={column ? columnLabel(column, locale) : t("wh.filter")}
      onClose={onClose}
    >
      {column && (
        <>
          <Meaning column={column} />
          <FilterForm
            key={column.name}
            {...{ dataset, column, version }}
            filter={filters[column.name]}
            onFilter={(filter) => {
              onFilter(column.name, filter);
              onClose();
            }}
          />
        </>
      )}
    </Dialog>
  );
}

function Meaning({ column }: { column: Column }) {
  const t = useT();
  const { locale } = useLocale();
  const description = pick(column.description, locale);
  return (
    <DescriptionList
      items={[
        ...(description ? [{ label: t("wh.col.description"), value: description }] : []),
        { label: t("wh.col.name"), value: <code>{column.name}</code> },
        { label: t("wh.col.type"), value: t(`wh.type.${column.type}`) },
        ...(column.unit ? [{ label: t("wh.col.unit"), value: column.unit }] : []),
        ...(column.class === "none"
          ? []
          : [
              {
                label: t("wh.col.class"),
                value: <ClassBadge name={column.class} status={column.classStatus} />,
              },
            ]),
        ...(column.shown === "clear"
          ? []
          : [{ label: t("wh.col.shown"), value: <MaskBadge mask={column.shown} /> }]),
      ]}
    />
  );
}

type FilterFormProps = {
  dataset: Dataset;
  column: Column;
  version: number | undefined;
  filter: unknown;
  onFilter: (filter: ColumnFilter | undefined) => void;
};

function FilterForm(props: FilterFormProps) {
  const t = useT();
  const { type, shown } = props.column;
  if (type === "geometry" || type === "json") return <p className={styles.quiet}>{t("wh.filter.noShape")}</p>;
  if (shown !== "clear") return <p className={styles.quiet}>{t("wh.filter.noMasked")}</p>;
  const coded = props.column.codes.length > 0;
  if (!coded && ["integer", "number", "date", "datetime", "time"].includes(type))
    return <RangeForm {...props} />;
  return <ValuesForm {...props} />;
}

function RangeForm({ column, filter, onFilter }: FilterFormProps) {
  const t = useT();
  const [ends, setEnds] = useState(endsOf(filter));
  const numeric = column.type === "integer" || column.type === "number";
  const kind = numeric ? "number" : column.type === "time" ? "text" : "date";
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onFilter(rangeOf(ends.least, ends.most, numeric));
      }}
    >
      <div className={styles.ends}>
        <TextField
          label={t("wh.filter.least")}
          kind={kind}
          optional
          value={ends.least}
          onChange={(least) => setEnds({ ...ends, least })}
        />
        <TextField
          label={t("wh.filter.most")}
          kind={kind}
          optional
          value={ends.most}
          onChange={(most) => setEnds({ ...ends, most })}
        />
      </div>
      <FormButtons on={filter !== undefined} onClear={() => onFilter(undefined)} />
    </form>
  );
}

function ValuesForm({ dataset, column, version, filter, onFilter }: FilterFormProps) {
  const t = useT();
  const format = useFormat();
  const text = useCellText(dataset.key);
  const profile = useProfile(dataset.name, version);
  const [chosen, setChosen] = useState<readonly Cell[]>(valuesOf(filter));
  const [typed, setTyped] = useState(containsOf(filter));
  const offered = choicesOf(column, profile.data?.columns.find((entry) => entry.name === column.name)?.top);
  const others = chosen.filter((value) => !offered.some((choice) => choice.value === value));
  const all = [...others.map((value) => ({ value, count: null })), ...offered];

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onFilter(oneOf(chosen, typed));
      }}
    >
      {all.length > 0 && (
        <ul className={styles.checks}>
          {all.map(({ value, count }) => (
            <li key={String(value)}>
              <label className={styles.check}>
                <input
                  type="checkbox"
                  checked={chosen.includes(value)}
                  onChange={(event) =>
                    setChosen(
                      event.target.checked ? [...chosen, value] : chosen.filter((other) => other !== value),
                    )
                  }
                />
                <span>{value === null ? t("wh.noValue") : text(value, column)}</span>
                {count !== null && <span className={styles.quiet}>{format.number(count)}</span>}
              </label>
            </li>
          ))}
        </ul>
      )}
      {column.type === "text" && (
        <TextField label={t("wh.filter.contains")} optional value={typed} onChange={setTyped} />
      )}
      <FormButtons on={filter !== undefined} onClear={() => onFilter(undefined)} />
    </form>
  );
}

type Choice = { value: Cell; count: number | null };

function choicesOf(column: Column, top: readonly Choice[] | null | undefined): readonly Choice[] {
  if (column.codes.length > 0) {
    return column.codes.map(({ code }) => ({
      value: column.type === "integer" || column.type === "number" ? Number(code) : code,
      count: top?.find((entry) => String(entry.value) === code)?.count ?? null,
    }));
  }
  if (top) return top;
  return column.type === "boolean" ? [true, false].map((value) => ({ value, count: null })) : [];
}

function FormButtons({ on, onClear }: { on: boolean; onClear: () => void }) {
  const t = useT();
  return (
    <div className={styles.formButtons}>
      <Button kind="primary" type="submit" icon="filter">
        {t("wh.filter.apply")}
      </Button>
      {on && <Button onPress={onClear}>{t("wh.filter.clear")}</Button>}
    </div>
  );
}
