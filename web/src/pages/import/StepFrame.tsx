import { type ReactNode, useEffect, useId, useRef } from "react";
import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import type { IconName } from "../../ui/Icon.tsx";
import styles from "./import.module.css";

/** Props of StepFrame. `blocked` says why the step cannot be left forwards yet. */
export type StepFrameProps = {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  onBack?: () => void;
  next?: {
    label: string;
    icon?: IconName;
    busy?: boolean;
    blocked?: string | undefined;
    onPress: () => void;
  };
};

/** One step: its heading takes the focus when it opens, and its two buttons stay in sight. */
export function StepFrame({ title, lead, children, onBack, next }: StepFrameProps) {
  const t = useT();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    // Only after a step was left: on the first visit the page itself decides where the focus is.
    if (document.body.dataset.importStep) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo({ top: 0 });
    }
    document.body.dataset.importStep = "1";
  }, []);

  return (
    <section className={styles.stepFrame} aria-labelledby={id}>
      <div>
        <h2 id={id} ref={heading} tabIndex={-1} className={styles.stepTitle}>
          {title}
        </h2>
        {lead && <p className={styles.quiet}>{lead}</p>}
      </div>
      {children}
      {(onBack || next) && (
        <div className={styles.stepBar}>
          {next?.blocked && <p className={styles.blocked}>{next.blocked}</p>}
          <div className={styles.stepButtons}>
            {onBack && (
              <Button icon="chevron-left" onPress={onBack}>
                {t("import.back")}
              </Button>
            )}
            {next && (
              <Button
                kind="primary"
                {...(next.icon ? { icon: next.icon } : { iconEnd: "chevron-right" as const })}
                busy={next.busy ?? false}
                disabledReason={next.blocked}
                onPress={next.onPress}
              >
                {next.label}
              </Button>
            )}
          </div>
        </div>
      )}
    </section>
  );
}
