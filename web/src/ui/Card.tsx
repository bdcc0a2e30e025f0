import { type ReactNode, useId } from "react";
import styles from "./Card.module.css";
import { cx } from "./cx.ts";

/** Props of Card. `flush` lets a table or a map touch the edges; `actions` stand at the right of the title. */
export type CardProps = {
  children: ReactNode;
  title?: ReactNode;
  note?: ReactNode;
  level?: 2 | 3;
  actions?: ReactNode;
  foot?: ReactNode;
  flush?: boolean;
};

/** One subject on a plane of its own. With a title it is a named region. */
export function Card({ children, title, note, level = 2, actions, foot, flush = false }: CardProps) {
  const id = useId();
  const Heading = level === 2 ? "h2" : "h3";
  const body = <div className={cx(styles.body, flush && styles.flush)}>{children}</div>;
  if (!title) return <div className={styles.card}>{body}</div>;
  return (
    <section className={styles.card} aria-labelledby={id}>
      <header className={styles.head}>
        <div>
          <Heading id={id}>{title}</Heading>
          {note && <p className={styles.note}>{note}</p>}
        </div>
        {actions}
      </header>
      {body}
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </section>
  );
}
