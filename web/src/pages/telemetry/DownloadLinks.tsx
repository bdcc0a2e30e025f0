import { queryText } from "../../api/client.ts";
import { useT } from "../../i18n/i18n.tsx";
import { Link } from "../../ui/Link.tsx";
import { isoSpan, type Span } from "./queries.ts";
import styles from "./StationPage.module.css";
import type { Datastream } from "./types.ts";

const FORMATS = [
  ["csv", "CSV"],
  ["json", "JSON"],
  ["parquet", "Parquet"],
] as const;

/** Every reading of the period as a file, flags and revisions included. */
export function DownloadLinks({ stream, span }: { stream: Datastream; span: Span }) {
  const t = useT();
  return (
    <div className={styles.downloads}>
      <span className={styles.quiet}>{t("station.download")}</span>
      {FORMATS.map(([format, label]) => (
        <Link
          key={format}
          look="secondary"
          download
          to={`/api/telemetry/datastreams/${stream.id}/export${queryText({ format, ...isoSpan(span) })}`}
        >
          {label}
        </Link>
      ))}
    </div>
  );
}
