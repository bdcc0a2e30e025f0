import { useId } from "react";
import { Icon, type IconName } from "./Icon.tsx";
import styles from "./SegmentedControl.module.css";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

/** Props of SegmentedControl, generic over its values so that `onChange` is exact. `iconsOnly` keeps words for screen readers. */
export type SegmentedControlProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; icon?: IconName }[];
  onChange: (value: Value) => void;
  iconsOnly?: boolean;
};

/** One of two to five choices, all in sight: radio buttons underneath. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.group} aria-label={props.label}>
      {props.options.map((option) => (
        <label
          key={option.value}
          className={styles.choice}
          title={props.iconsOnly ? option.label : undefined}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
          />
          <span className={styles.text}>
            {option.icon && <Icon name={option.icon} size={18} />}
            {props.iconsOnly ? <VisuallyHidden>{option.label}</VisuallyHidden> : option.label}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
