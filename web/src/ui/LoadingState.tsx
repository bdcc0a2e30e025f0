import { useT } from "../i18n/i18n.tsx";
import { cx } from "./cx.ts";
import styles from "./States.module.css";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

/** Grey bars in the place of lines to come; `block` stands for a chart or a map. */
export function Skeleton({ lines = 3, block = false }: { lines?: number; block?: boolean }) {
  if (block) return <div className={cx(styles.bar, styles.block)} aria-hidden="true" />;
  return (
    <div className={styles.skeleton} aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <div key={line} className={styles.bar} />
      ))}
    </div>
  );
}

/** A skeleton that tells screen readers what is awaited. */
export function LoadingState({
  label,
  lines = 4,
  block = false,
}: {
  label?: string;
  lines?: number;
  block?: boolean;
}) {
  const t = useT();
  return (
    <div role="status">
      <VisuallyHidden>{label ?? t("common.loading")}</VisuallyHidden>
      <Skeleton lines={lines} block={block} />
    </div>
  );
}
