import type { Session } from "../api/session.ts";
import { useLocale, useT } from "../i18n/i18n.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { SegmentedControl } from "../ui/SegmentedControl.tsx";
import { useTheme } from "../ui/theme.ts";
import styles from "./AppShell.module.css";
import { SideNav } from "./Navigation.tsx";
import type { NavItem } from "./nav.ts";

type MenuSheetProps = {
  open: boolean;
  items: readonly NavItem[];
  session: Session | undefined;
  onClose: () => void;
};

/** Everything that has no room in the phone's bottom bar: all pages, language, theme. */
export function MenuSheet({ open, items, session, onClose }: MenuSheetProps) {
  const t = useT();
  const { locale, setLocale } = useLocale();
  const [theme, setTheme] = useTheme();
  const city = locale === "vi" ? session?.city.nameVi : session?.city.nameEn;
  return (
    <Dialog open={open} title={city ?? "Dothi"} onClose={onClose}>
      <nav className={styles.sheet} aria-label={t("shell.navigation")}>
        <SideNav items={items} />
      </nav>
      <div className={styles.setting}>
        <span>{t("shell.language")}</span>
        <SegmentedControl
          label={t("shell.language")}
          value={locale}
          options={[
            { value: "vi", label: "Tiếng Việt" },
            { value: "en", label: "English" },
          ]}
          onChange={setLocale}
        />
      </div>
      <div className={styles.setting}>
        <span>{t("shell.themeName")}</span>
        <SegmentedControl
          label={t("shell.themeName")}
          value={theme}
          options={[
            { value: "system", label: t("theme.system"), icon: "monitor" },
            { value: "light", label: t("theme.light"), icon: "sun" },
            { value: "dark", label: t("theme.dark"), icon: "moon" },
          ]}
          onChange={setTheme}
        />
      </div>
    </Dialog>
  );
}
