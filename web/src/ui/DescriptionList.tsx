import { Fragment, type ReactNode } from "react";
import styles from "./DescriptionList.module.css";

/** Names and values of one thing, in two columns (one on a phone). */
export function DescriptionList({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className={styles.list}>
      {items.map((item) => (
        <Fragment key={item.label}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
