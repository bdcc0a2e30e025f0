import styles from "./Field.module.css";
import { FieldError, FieldHint, type FieldProps, useControl } from "./Field.tsx";

/** Props of CheckboxField. */
export type CheckboxFieldProps = Omit<FieldProps, "optional"> & {
  checked: boolean;
  onChange: (checked: boolean) => void;
  name?: string;
  disabled?: boolean;
};

/** One yes-or-no; the whole line is the target. */
export function CheckboxField({ label, hint, error, checked, onChange, ...input }: CheckboxFieldProps) {
  const { control, hintId, errorId } = useControl({ label, hint, error, optional: true });
  return (
    <div className={styles.check}>
      <input
        {...control}
        {...input}
        type="checkbox"
        className={styles.box}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={control.id}>{label}</label>
      <FieldHint id={hintId} text={hint} />
      <FieldError id={errorId} text={error} />
    </div>
  );
}
