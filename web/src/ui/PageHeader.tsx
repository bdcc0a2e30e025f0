import type { ReactNode } from "react";
import { useT } from "../i18n/i18n.tsx";
import { Link } from "./Link.tsx";
import styles from "./PageHeader.module.css";

/** Props of PageHeader. `marks` are badges beside the title; `trail` is the way back, nearest last. */
export type PageHeaderProps = {
  title: string;
  lead?: ReactNode;
  marks?: ReactNode;
  actions?: ReactNode;
  trail?: readonly { label: string; to: string }[];
};

/** The head of a page: its one h1, the title of the browser tab, and what can be done here. */
export function PageHeader({ title, lead, marks, actions, trail = [] }: PageHeaderProps) {
  const t = useT();
  return (
    <header className={styles.header}>
      <title>{`${title} · Dothi`}</title>
      {trail.length > 0 && (
        <nav aria-label={t("shell.trail")}>
          <ol className={styles.crumbs}>
            {trail.map((step) => (
              <li key={step.to}>
                <Link to={step.to}>{step.label}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className={styles.line}>
        <div className={styles.title}>
          <h1>{title}</h1>
          {marks}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {lead && <p className={styles.lead}>{lead}</p>}
    </header>
  );
}
