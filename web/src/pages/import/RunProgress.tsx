import { useEffect, useRef, useState } from "react";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import styles from "./import.module.css";
import { etaMs, inUnits } from "./plan.ts";
import type { ImportRow, Job } from "./types.ts";

/** Bytes read of the file, rows, and the time still needed, reckoned from what was seen on this page. */
export function RunProgress({ row, job }: { row: ImportRow; job: Job | undefined }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const seen = useRef<{ at: number; done: number }>(undefined);
  const [eta, setEta] = useState<number>();
  const done = job?.done ?? 0;
  const total = job?.total || row.fileBytes;

  const shown = inUnits(done, total);

  useEffect(() => {
    if (done === 0) return;
    seen.current ??= { at: Date.now(), done };
    const { at, done: first } = seen.current;
    setEta(etaMs(done - first, total - first, Date.now() - at));
  }, [done, total]);

  return (
    <div className={styles.stack}>
      {job ? (
        <ProgressBar
          label={t("import.run.reading", shown)}
          done={shown.done}
          total={shown.total}
          message={job.message?.[locale] ?? ""}
          {...(eta === undefined ? {} : { etaMs: eta })}
        />
      ) : (
        <ProgressBar label={t("import.run.reading", shown)} done={0} message={format.bytes(row.fileBytes)} />
      )}
      <p className={styles.quiet}>{t("import.run.leave")}</p>
    </div>
  );
}
