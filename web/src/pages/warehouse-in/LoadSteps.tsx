import type { MessageKey } from "../../i18n/i18n.tsx";
import { useT } from "../../i18n/i18n.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { VisuallyHidden } from "../../ui/VisuallyHidden.tsx";
import shared from "../import/import.module.css";
import { STEPS, type Step } from "./draft.ts";

const NAMES: Record<Step, MessageKey> = {
  file: "intake.step.file",
  found: "intake.step.found",
  target: "intake.step.target",
  run: "intake.step.run",
};

/** Where the person is among the steps; steps already done can be opened again. */
export function LoadSteps({ current, onGo }: { current: Step; onGo?: (step: Step) => void }) {
  const t = useT();
  const at = STEPS.indexOf(current);
  return (
    <nav aria-label={t("intake.steps")}>
      <ol className={shared.steps}>
        {STEPS.map((step, index) => (
          <li
            key={step}
            className={shared.step}
            data-state={index < at ? "done" : index === at ? "now" : "later"}
            {...(index === at ? { "aria-current": "step" as const } : {})}
          >
            {index < at && onGo ? (
              <button type="button" className={shared.stepButton} onClick={() => onGo(step)}>
                <StepText step={step} done />
              </button>
            ) : (
              <span className={shared.stepButton}>
                <StepText step={step} done={index < at} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepText({ step, done }: { step: Step; done: boolean }) {
  const t = useT();
  return (
    <>
      <span className={shared.number}>
        {done ? <Icon name="check" size={16} /> : STEPS.indexOf(step) + 1}
      </span>
      <span className={shared.stepName}>{t(NAMES[step])}</span>
      {done && <VisuallyHidden>({t("import.step.done")})</VisuallyHidden>}
    </>
  );
}
