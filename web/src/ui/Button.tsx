import type { MouseEvent, ReactNode } from "react";
import { useT } from "../i18n/i18n.tsx";
import styles from "./Button.module.css";
import { cx } from "./cx.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

/** Weight of a button: one `primary` a view; `danger` only for what cannot be undone. */
export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

/** Props of Button. `busy` shows a spinner and ignores presses; `disabledReason` disables it and says why. */
export type ButtonProps = {
  children: ReactNode;
  kind?: ButtonKind;
  size?: "normal" | "small";
  type?: "button" | "submit";
  icon?: IconName;
  iconEnd?: IconName;
  busy?: boolean;
  disabledReason?: string | undefined;
  wide?: boolean;
  onPress?: (event: MouseEvent<HTMLButtonElement>) => void;
};

/** A button. It stays focusable when disabled, so that the reason can be read. */
export function Button({
  children,
  kind = "secondary",
  size = "normal",
  type = "button",
  ...rest
}: ButtonProps) {
  const t = useT();
  const { icon, iconEnd, busy = false, disabledReason, wide = false, onPress } = rest;
  const blocked = busy || disabledReason !== undefined;
  return (
    <button
      type={type}
      className={cx(styles.button, styles[kind], size === "small" && styles.small, wide && styles.wide)}
      aria-disabled={disabledReason !== undefined}
      aria-busy={busy}
      title={disabledReason}
      onClick={(event) => (blocked ? event.preventDefault() : onPress?.(event))}
    >
      {busy ? <span className={styles.spinner} /> : icon && <Icon name={icon} size={18} />}
      {children}
      {busy && <VisuallyHidden>{t("common.working")}</VisuallyHidden>}
      {disabledReason && <VisuallyHidden>({disabledReason})</VisuallyHidden>}
      {iconEnd && <Icon name={iconEnd} size={18} />}
    </button>
  );
}

/** Props of IconButton; `label` is spoken and shown as the tooltip, `pressed` makes it a toggle. */
export type IconButtonProps = {
  icon: IconName;
  label: string;
  kind?: ButtonKind;
  size?: "normal" | "small";
  pressed?: boolean;
  expanded?: boolean;
  onPress: (event: MouseEvent<HTMLButtonElement>) => void;
};

/** A square button with an icon alone. */
export function IconButton({ icon, label, kind = "quiet", size = "normal", ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={cx(styles.button, styles.icon, styles[kind], size === "small" && styles.small)}
      aria-label={label}
      title={label}
      {...(rest.pressed === undefined ? {} : { "aria-pressed": rest.pressed })}
      {...(rest.expanded === undefined ? {} : { "aria-expanded": rest.expanded })}
      onClick={rest.onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
