import type { ReactNode } from "react";
import { Link as RouterLink } from "react-router";
import { useT } from "../i18n/i18n.tsx";
import buttonStyles from "./Button.module.css";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";
import styles from "./Link.module.css";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

/** Props of Link. `to` is a path of this program or a full address; `look` draws it as a button; `download` saves. */
export type LinkProps = {
  to: string;
  children: ReactNode;
  look?: "text" | "primary" | "secondary";
  download?: boolean | string;
};

/** A link. Addresses outside open in a new tab and say so. */
export function Link({ to, children, look = "text", download }: LinkProps) {
  const t = useT();
  const className = look === "text" ? styles.link : cx(buttonStyles.button, buttonStyles[look]);
  if (download !== undefined && download !== false) {
    return (
      <a className={className} href={to} download={download}>
        {children}
      </a>
    );
  }
  if (/^(https?|mailto|tel):/.test(to)) {
    return (
      <a className={cx(className, styles.external)} href={to} target="_blank" rel="noreferrer">
        {children}
        <Icon name="external" size={14} />
        <VisuallyHidden>{t("link.newTab")}</VisuallyHidden>
      </a>
    );
  }
  return (
    <RouterLink className={className} to={to}>
      {children}
    </RouterLink>
  );
}
