import { Link, useLocation } from "react-router";
import type { Session } from "../api/session.ts";
import { useLocale, useT } from "../i18n/i18n.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Mark } from "../ui/Mark.tsx";
import { type ThemeChoice, useTheme } from "../ui/theme.ts";
import { AccountMenu } from "./AccountMenu.tsx";
import styles from "./AppShell.module.css";

const NEXT_THEME = { system: "light", light: "dark", dark: "system" } as const satisfies Record<
  ThemeChoice,
  ThemeChoice
>;
const THEME_ICON = { system: "monitor", light: "sun", dark: "moon" } as const;

/** The bar: whose city this is, the language, the theme, the person. */
export function TopBar({ session }: { session: Session | undefined }) {
  const t = useT();
  const { locale } = useLocale();
  const city = locale === "vi" ? session?.city.nameVi : session?.city.nameEn;
  return (
    <div className={styles.barInner}>
      <Link className={styles.brand} to="/">
        <Mark size={34} />
        <span className={styles.brandText}>
          <span className={styles.city}>{city ?? "Dothi"}</span>
          <span className={styles.product}>{t("shell.product")}</span>
        </span>
      </Link>
      <div className={styles.tools}>
        <LanguageSwitch />
        <ThemeSwitch />
        <Person session={session} />
      </div>
    </div>
  );
}

function LanguageSwitch() {
  const t = useT();
  const { locale, setLocale } = useLocale();
  const other = locale === "vi" ? "en" : "vi";
  const name = other === "en" ? "English" : "Tiếng Việt";
  return (
    <button
      type="button"
      className={styles.tool}
      lang={other}
      title={t("shell.language")}
      onClick={() => setLocale(other)}
    >
      <Icon name="globe" />
      <span className={styles.wideOnly}>{name}</span>
      <span className={styles.narrowOnly}>{other.toUpperCase()}</span>
    </button>
  );
}

function ThemeSwitch() {
  const t = useT();
  const [theme, setTheme] = useTheme();
  const label = t("shell.theme", { theme: t(`theme.${theme}`) });
  return (
    <button
      type="button"
      className={`${styles.tool} ${styles.wideOnly}`}
      aria-label={label}
      title={label}
      onClick={() => setTheme(NEXT_THEME[theme])}
    >
      <Icon name={THEME_ICON[theme]} />
    </button>
  );
}

function Person({ session }: { session: Session | undefined }) {
  const t = useT();
  const { pathname, search } = useLocation();
  if (session?.account) return <AccountMenu account={session.account} />;
  if (pathname === "/login") return null;
  return (
    <Link className={styles.tool} to={`/login?next=${encodeURIComponent(pathname + search)}`}>
      <Icon name="user" />
      {t("session.login")}
    </Link>
  );
}
