import { useT } from "../i18n/i18n.tsx";
import { Button } from "./Button.tsx";
import styles from "./Pagination.module.css";

/** Props of Pagination. A handler is absent where there is no page in that direction. */
export type PaginationProps = {
  position?: string;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
};

/** Pages by cursor: back and on, no page numbers since the server counts none. */
export function Pagination({ position, onPrevious, onNext }: PaginationProps) {
  const t = useT();
  return (
    <nav className={styles.pages} aria-label={t("pagination.label")}>
      <Button
        icon="chevron-left"
        disabledReason={onPrevious ? undefined : t("pagination.first")}
        onPress={() => onPrevious?.()}
      >
        {t("pagination.previous")}
      </Button>
      {position && <span className={styles.position}>{position}</span>}
      <Button
        iconEnd="chevron-right"
        disabledReason={onNext ? undefined : t("pagination.last")}
        onPress={() => onNext?.()}
      >
        {t("pagination.next")}
      </Button>
    </nav>
  );
}
