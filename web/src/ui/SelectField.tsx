import { cx } from "./cx.ts";
import styles from "./Field.module.css";
import { Field, type FieldProps } from "./Field.tsx";
import { Icon } from "./Icon.tsx";

/** One choice of a SelectField or a SegmentedControl. */
export type Option = { value: string; label: string };

/** Props of SelectField; `placeholder` is the empty choice. */
export type SelectFieldProps = FieldProps & {
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
  name?: string;
  placeholder?: string;
  disabled?: boolean;
};

/** The system's own list of choices: best on a phone and up to about 30 choices; above that use SearchField. */
export function SelectField({ value, options, onChange, placeholder, ...rest }: SelectFieldProps) {
  const { label, hint, error, optional = false, ...select } = rest;
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <span className={styles.selectBox}>
          <select
            {...control}
            {...select}
            className={cx(styles.control, styles.select)}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          >
            {placeholder !== undefined && <option value="">{placeholder}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" />
        </span>
      )}
    </Field>
  );
}
