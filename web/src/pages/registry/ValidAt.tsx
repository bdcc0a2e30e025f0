import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./registry.module.css";

/** The day before the units of today came into force. */
const BEFORE_MERGER = "2025-06-30";

/** The day for which an answer holds: any day, today, or the last day of the old units. An empty text is today. */
export function ValidAt({ at, onChange }: { at: string | undefined; onChange: (at: string) => void }) {
  const t = useT();
  return (
    <div className={styles.validAt}>
      <TextField kind="date" label={t("valid.at")} value={at ?? ""} onChange={onChange} optional />
      <Button kind={at ? "quiet" : "secondary"} onPress={() => onChange("")}>
        {t("valid.today")}
      </Button>
      <Button kind={at === BEFORE_MERGER ? "secondary" : "quiet"} onPress={() => onChange(BEFORE_MERGER)}>
        {t("valid.beforeMerger")}
      </Button>
    </div>
  );
}
