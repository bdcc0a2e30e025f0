import { queryText } from "../../api/client.ts";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Link } from "../../ui/Link.tsx";
import { datasetUrl, type RowsAsk } from "./queries.ts";
import type { Dataset } from "./types.ts";
import styles from "./warehouse.module.css";

const FORMATS = ["csv-excel", "xlsx", "csv", "json", "parquet", "geojson"] as const;

type DownloadDialogProps = {
  dataset: Dataset;
  ask: RowsAsk;
  /** Rows that the filters leave, when known. */
  total?: number | undefined;
  open: boolean;
  onClose: () => void;
};

/** The data as a file: each format with what it is good for; filters and chosen columns hold. */
export function DownloadDialog({ dataset, ask, total, open, onClose }: DownloadDialogProps) {
  const t = useT();
  const format = useFormat();
  const narrowed = Boolean(ask.filter || ask.q || ask.columns);
  const formats = FORMATS.filter((name) => name !== "geojson" || dataset.spatial);
  return (
    <Dialog open={open} title={t("wh.download")} onClose={onClose}>
      <p>
        {narrowed && total !== undefined
          ? t("wh.download.narrowed", { rows: format.number(total) })
          : t("wh.download.whole")}
      </p>
      <ul className={styles.formats}>
        {formats.map((name) => (
          <li key={name}>
            <Link
              to={`${datasetUrl(dataset.name, "/download")}${queryText({ ...ask, format: name })}`}
              look="secondary"
              download
            >
              {t(`wh.format.${name}`)}
            </Link>
            <span className={styles.quiet}>{t(`wh.format.${name}.for`)}</span>
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{t("wh.download.masked")}</p>
    </Dialog>
  );
}
