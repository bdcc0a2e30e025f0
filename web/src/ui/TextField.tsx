import { useState } from "react";
import { useT } from "../i18n/i18n.tsx";
import { Button } from "./Button.tsx";
import { cx } from "./cx.ts";
import styles from "./Field.module.css";
import { Field, type FieldProps } from "./Field.tsx";

/** Props of TextField. `rows` makes it a text area; `kind` chooses keyboard and autofill; the value is the caller's. */
export type TextFieldProps = FieldProps & {
  value: string;
  onChange: (value: string) => void;
  kind?: "text" | "email" | "tel" | "password" | "date" | "number" | "url";
  name?: string;
  autoComplete?: string;
  placeholder?: string;
  rows?: number;
  disabled?: boolean;
  maxLength?: number;
};

/** A line (or area) of text. A password can be shown. */
export function TextField({ value, onChange, kind = "text", rows, ...rest }: TextFieldProps) {
  const t = useT();
  const [shown, setShown] = useState(false);
  const { label, hint, error, optional = false, ...input } = rest;
  const shared = { ...input, value, className: styles.control };
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => {
        if (rows) {
          const className = cx(styles.control, styles.area);
          return (
            <textarea
              {...control}
              {...shared}
              className={className}
              rows={rows}
              onChange={(event) => onChange(event.target.value)}
            />
          );
        }
        const type = kind === "password" && shown ? "text" : kind === "number" ? "text" : kind;
        const box = (
          <input
            {...control}
            {...shared}
            type={type}
            {...(kind === "number" ? { inputMode: "decimal" as const } : {})}
            onChange={(event) => onChange(event.target.value)}
          />
        );
        if (kind !== "password") return box;
        return (
          <div className={styles.withEnd}>
            {box}
            <span className={styles.end}>
              <Button kind="quiet" size="small" onPress={() => setShown(!shown)}>
                {shown ? t("field.hidePassword") : t("field.showPassword")}
              </Button>
            </span>
          </div>
        );
      }}
    </Field>
  );
}
