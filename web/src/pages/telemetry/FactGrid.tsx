import type { ReactNode } from "react";
import styles from "./StationPage.module.css";

/** Short facts side by side, as many in a row as fit: each name over its value. */
export function FactGrid({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className={styles.facts}>
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
