import type { MessageKey } from "../../i18n/i18n.tsx";
import { useT } from "../../i18n/i18n.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { VisuallyHidden } from "../../ui/VisuallyHidden.tsx";
import { STEPS, type Step } from "./draft.ts";
import styles from "./import.module.css";

const NAMES: Record<Step, MessageKey> = {
  file: "import.step.file",
  read: "import.step.read",
  columns: "import.step.columns",
  stations: "import.step.stations",
  run: "import.step.run",
};

/** Where the person is among the steps; steps already done can be opened again. */
export function Steps({ current, onGo }: { current: Step; onGo?: (step: Step) => void }) {
  const t = useT();
  const at = STEPS.indexOf(current);
  return (
    <nav aria-label={t("import.steps")}>
      <ol className={styles.steps}>
        {STEPS.map((step, index) => {
          const done = index < at;
          const inside = (
            <>
              <span className={styles.number}>{done ? <Icon name="check" size={16} /> : index + 1}</span>
              <span className={styles.stepName}>{t(NAMES[step])}</span>
              {done && <VisuallyHidden>({t("import.step.done")})</VisuallyHidden>}
            </>
          );
          return (
            <li
              key={step}
              className={styles.step}
              data-state={done ? "done" : index === at ? "now" : "later"}
              {...(index === at ? { "aria-current": "step" as const } : {})}
            >
              {done && onGo ? (
                <button type="button" className={styles.stepButton} onClick={() => onGo(step)}>
                  {inside}
                </button>
              ) : (
                <span className={styles.stepButton}>{inside}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
