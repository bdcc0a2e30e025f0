import { useT } from "../i18n/i18n.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./SimulatedMark.module.css";

/** "Dữ liệu mô phỏng": beside a number (`inline`) or across the page (`ribbon`). Everything simulated carries one. */
export function SimulatedMark({ look = "inline", text }: { look?: "inline" | "ribbon"; text?: string }) {
  const t = useT();
  if (look === "inline") {
    return (
      <span className={styles.inline}>
        <Icon name="flask" size={14} />
        {text ?? t("simulated.inline")}
      </span>
    );
  }
  return (
    <div className={styles.ribbon} role="note">
      <Icon name="flask" size={18} />
      <span>{text ?? t("simulated.ribbon")}</span>
    </div>
  );
}
