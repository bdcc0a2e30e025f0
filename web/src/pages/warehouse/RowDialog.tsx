import { useLocale, useT } from "../../i18n/i18n.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { MaskBadge } from "./badges.tsx";
import styles from "./grid.module.css";
import type { Cell, Dataset } from "./types.ts";
import type { RowsPage } from "./types-use.ts";
import { useCellText } from "./use-cell-text.ts";
import { columnLabel } from "./words.ts";

type RowDialogProps = {
  dataset: Dataset;
  page: RowsPage | undefined;
  row: readonly Cell[] | undefined;
  onClose: () => void;
};

/** One row with every value in full, and why some are masked. */
export function RowDialog({ dataset, page, row, onClose }: RowDialogProps) {
  const t = useT();
  const { locale } = useLocale();
  const text = useCellText(dataset.key);
  const items = (page?.columns ?? []).flatMap(({ name, shown }, index) => {
    const column = dataset.columns.find((entry) => entry.name === name);
    const value = row?.[index + 1] ?? null;
    if (!column) return [];
    return [
      {
        label: columnLabel(column, locale),
        value: (
          <span className={styles.full}>
            {value === null ? t("wh.noValue") : text(value, { ...column, shown })}
            {column.unit && value !== null ? ` ${column.unit}` : ""}
            {shown !== "clear" && <MaskBadge mask={shown} />}
          </span>
        ),
      },
    ];
  });
  return (
    <Dialog open={row !== undefined} title={t("wh.oneRow")} onClose={onClose}>
      <DescriptionList items={items} />
    </Dialog>
  );
}
