import { useState } from "react";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { useAddress } from "../registry/use-address.ts";
import { DownloadDialog } from "./DownloadDialog.tsx";
import { filterText, readFilters, withFilter, writeFilters } from "./filters.ts";
import styles from "./grid.module.css";
import type { RowsAsk } from "./queries.ts";
import type { Dataset } from "./types.ts";
import { columnLabel, pick } from "./words.ts";

type GridBarProps = {
  dataset: Dataset;
  ask: RowsAsk;
  total: number | undefined;
  onColumn: (name: string) => void;
};

/** Words, columns, purpose and download over the rows, and the filters that hold now. */
export function GridBar({ dataset, ask, total, onColumn }: GridBarProps) {
  const t = useT();
  const format = useFormat();
  const { write } = useAddress();
  const [open, setOpen] = useState<"columns" | "download">();
  return (
    <>
      <div className={styles.bar}>
        <SearchField
          label={t("wh.rowsSearch")}
          placeholder={t("wh.rowsSearchHint")}
          value={ask.q ?? ""}
          onSearch={(text) => write("tim", text)}
        />
        <PurposeField dataset={dataset} purpose={ask.purpose} />
        <div className={styles.barEnd}>
          <Button icon="table" onPress={() => setOpen("columns")}>
            {t("wh.chooseColumns")}
          </Button>
          <Button icon="download" onPress={() => setOpen("download")}>
            {t("wh.downloadThese")}
          </Button>
        </div>
      </div>
      {ask.purpose && (
        <p className={styles.logged}>
          <Icon name="shield" size={16} /> {t("wh.purpose.logged")}
        </p>
      )}
      <FilterChips dataset={dataset} ask={ask} onColumn={onColumn} />
      {total !== undefined && (
        <p className={styles.total} aria-live="polite">
          {t("wh.rowsTotal", { total: format.number(total) })}
        </p>
      )}
      <ColumnChooser
        dataset={dataset}
        chosen={ask.columns}
        open={open === "columns"}
        onClose={() => setOpen(undefined)}
      />
      <DownloadDialog
        dataset={dataset}
        ask={ask}
        total={total}
        open={open === "download"}
        onClose={() => setOpen(undefined)}
      />
    </>
  );
}

/** A purpose lifts the masks; only where there are masks, and for whom it may. */
function PurposeField({ dataset, purpose }: { dataset: Dataset; purpose: string | undefined }) {
  const t = useT();
  const { locale } = useLocale();
  const { write } = useAddress();
  const masked = dataset.columns.some((column) => column.shown !== "clear");
  if (!masked || !dataset.may.seeClear || dataset.purposes.length === 0) return null;
  return (
    <SelectField
      label={t("wh.purpose")}
      placeholder={t("wh.purpose.none")}
      value={purpose ?? ""}
      options={dataset.purposes.map(({ code, label }) => ({ value: code, label: pick(label, locale) }))}
      onChange={(value) => write("purpose", value)}
    />
  );
}

function FilterChips({ dataset, ask, onColumn }: Pick<GridBarProps, "dataset" | "ask" | "onColumn">) {
  const t = useT();
  const { locale } = useLocale();
  const { write } = useAddress();
  const filters = readFilters(ask.filter);
  const names = Object.keys(filters);
  if (names.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={t("wh.filtersNow")}>
      {names.map((name) => {
        const column = dataset.columns.find((entry) => entry.name === name);
        const label = column ? columnLabel(column, locale) : t("wh.otherFilter");
        const words = `${label}: ${filterText(filters[name], String)}`;
        return (
          <li key={name} className={styles.chip}>
            {column ? (
              <button type="button" className={styles.chipText} onClick={() => onColumn(name)}>
                {words}
              </button>
            ) : (
              <span className={styles.chipText}>{words}</span>
            )}
            <button
              type="button"
              className={styles.chipDrop}
              aria-label={t("wh.dropFilter", { name: label })}
              onClick={() => write("filter", writeFilters(withFilter(filters, name, undefined)))}
            >
              <Icon name="close" size={16} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

type ColumnChooserProps = {
  dataset: Dataset;
  chosen: string | undefined;
  open: boolean;
  onClose: () => void;
};

function ColumnChooser({ dataset, chosen, open, onClose }: ColumnChooserProps) {
  const t = useT();
  const { locale } = useLocale();
  const { write } = useAddress();
  const all = dataset.columns.filter((column) => column.shown !== "hidden").map((column) => column.name);
  const shown = chosen ? chosen.split(",") : all;

  function toggle(name: string, on: boolean): void {
    const next = all.filter((other) => (other === name ? on : shown.includes(other)));
    write("columns", next.length === all.length || next.length === 0 ? "" : next.join(","));
  }
  return (
    <Dialog
      open={open}
      title={t("wh.chooseColumns")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={() => write("columns", "")}>{t("wh.allColumns")}</Button>
          <Button kind="primary" onPress={onClose}>
            {t("wh.done")}
          </Button>
        </>
      }
    >
      <ul className={styles.checks}>
        {dataset.columns
          .filter((column) => all.includes(column.name))
          .map((column) => (
            <li key={column.name}>
              <label className={styles.check}>
                <input
                  type="checkbox"
                  checked={shown.includes(column.name)}
                  onChange={(event) => toggle(column.name, event.target.checked)}
                />
                <span>{columnLabel(column, locale)}</span>
                <code>{column.name}</code>
              </label>
            </li>
          ))}
      </ul>
    </Dialog>
  );
}
