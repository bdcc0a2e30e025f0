import { useT } from "../../i18n/i18n.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { ICON_PATHS } from "../../ui/icon-paths.ts";
import styles from "./GalleryPage.module.css";
import { Section } from "./Section.tsx";

const TOKENS = [
  "paper",
  "surface",
  "raised",
  "sunken",
  "line",
  "edge",
  "ink",
  "ink-2",
  "brand",
  "brand-strong",
  "brand-soft",
  "accent",
  "focus",
  "bar",
  "bar-2",
  "idle",
  "info",
  "ok",
  "warn",
  "bad",
  "idle-soft",
  "info-soft",
  "ok-soft",
  "warn-soft",
  "bad-soft",
  "bad-fill",
];

/** Colour, type and icons. */
export function FoundationsSections() {
  const t = useT();
  return (
    <>
      <Section id="colour">
        <div className={styles.swatches}>
          {TOKENS.map((token) => (
            <div key={token} className={styles.swatch}>
              <div className={styles.colour} style={{ background: `var(--${token})` }} />
              <code>--{token}</code>
            </div>
          ))}
        </div>
      </Section>
      <Section id="type">
        <div className={styles.type}>
          <p className={styles.sizeXl}>{t("gallery.type.sample")}</p>
          <p className={styles.sizeLg}>Ế Ộ Ữ Ẵ Ẩ · ế ộ ữ ẵ ẩ · Đường Đinh Bộ Lĩnh, Phường Hạnh Thông</p>
          <p>1.234.567,891 · 14,65% · 1.234.567 ₫ · 03/02/2026 07:05</p>
          <p className={styles.sizeSm}>{t("gallery.type.sample")}</p>
          <p className={styles.sizeXs}>{t("gallery.type.sample")}</p>
        </div>
      </Section>
      <Section id="icons">
        <ul className={styles.icons}>
          {(Object.keys(ICON_PATHS) as IconName[]).map((name) => (
            <li key={name} className={styles.icon}>
              <Icon name={name} size={24} />
              {name}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
