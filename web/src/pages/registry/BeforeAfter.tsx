import { useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Link } from "../../ui/Link.tsx";
import styles from "./registry.module.css";

/** One before or after: its name, what stands under it, its address, whether all of it changed. */
export type Kin = { id: number; name: string; note: string; to: string; part: "full" | "partial" };

/** Props of BeforeAfter. */
export type BeforeAfterProps = {
  before: readonly Kin[];
  current: { name: string; note: string };
  after: readonly Kin[];
};

/** What there was, what is, what came of it: three columns, on a phone one under the other. */
export function BeforeAfter({ before, current, after }: BeforeAfterProps) {
  const t = useT();
  if (before.length === 0 && after.length === 0) return <p className={styles.quiet}>{t("kin.none")}</p>;
  return (
    <div className={styles.diagram}>
      {before.length > 0 && (
        <>
          <KinColumn title={t("kin.before")} kin={before} />
          <Arrow />
        </>
      )}
      <div className={styles.column}>
        <h3>{t("kin.current")}</h3>
        <div className={styles.current}>
          <strong>{current.name}</strong>
          <span className={styles.quiet}>{current.note}</span>
        </div>
      </div>
      {after.length > 0 && (
        <>
          <Arrow />
          <KinColumn title={t("kin.after")} kin={after} />
        </>
      )}
    </div>
  );
}

function Arrow() {
  return (
    <span className={styles.arrow}>
      <Icon name="arrow-right" size={28} />
    </span>
  );
}

function KinColumn({ title, kin }: { title: string; kin: readonly Kin[] }) {
  const t = useT();
  return (
    <div className={styles.column}>
      <h3>{title}</h3>
      <ul className={styles.kinList}>
        {kin.map((one) => (
          <li key={one.id} className={styles.kinBox} data-part={one.part}>
            <Link to={one.to}>{one.name}</Link>
            {one.note && <span className={styles.quiet}>{one.note}</span>}
            <Badge
              tone={one.part === "full" ? "ok" : "info"}
              icon={one.part === "full" ? "check-circle" : "layers"}
            >
              {t(`units.part.${one.part}`)}
            </Badge>
          </li>
        ))}
      </ul>
    </div>
  );
}
