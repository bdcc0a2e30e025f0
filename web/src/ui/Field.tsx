import { type ReactNode, useId } from "react";
import { useT } from "../i18n/i18n.tsx";
import styles from "./Field.module.css";
import { Icon } from "./Icon.tsx";

/** What every field has: a visible label, a hint that stays, and an error in words that says how to put it right. */
export type FieldProps = {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: boolean;
};

/** Attributes that tie a control to its label, hint and error. */
export type ControlAttributes = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean;
  "aria-required": boolean;
};

/** Frame of a field of one's own: draws label, hint and error; the child draws the control with the given attributes. */
export function Field({
  children,
  ...field
}: FieldProps & { children: (control: ControlAttributes) => ReactNode }) {
  const t = useT();
  const { control, hintId, errorId } = useControl(field);
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={control.id}>
        {field.label} {field.optional && <span className={styles.optional}>({t("field.optional")})</span>}
      </label>
      <FieldHint id={hintId} text={field.hint} />
      <FieldError id={errorId} text={field.error} />
      {children(control)}
    </div>
  );
}

/** Ids and ARIA attributes of one field. */
export function useControl(field: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const described = [field.hint && hintId, field.error && errorId].filter(Boolean).join(" ");
  const control: ControlAttributes = {
    id,
    "aria-describedby": described || undefined,
    "aria-invalid": field.error !== undefined,
    "aria-required": !field.optional,
  };
  return { control, hintId, errorId };
}

/** The help under a label. */
export function FieldHint({ id, text }: { id: string; text: string | undefined }) {
  return text ? (
    <span className={styles.hint} id={id}>
      {text}
    </span>
  ) : null;
}

/** The complaint under a label. */
export function FieldError({ id, text }: { id: string; text: string | undefined }) {
  return text ? (
    <span className={styles.error} id={id}>
      <Icon name="warning" size={18} />
      {text}
    </span>
  ) : null;
}
