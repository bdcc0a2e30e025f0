import { useEffect, useRef, useState } from "react";
import { Outlet, ScrollRestoration, useLocation } from "react-router";
import { holdsRole, useSession } from "../api/session.ts";
import { useT } from "../i18n/i18n.tsx";
import { TileFloor } from "../ui/Mark.tsx";
import { SimulatedMark } from "../ui/SimulatedMark.tsx";
import { SkipLink } from "../ui/SkipLink.tsx";
import { ToastProvider } from "../ui/Toast.tsx";
import styles from "./AppShell.module.css";
import { Footer } from "./Footer.tsx";
import { MenuSheet } from "./MenuSheet.tsx";
import { BottomNav, SideNav } from "./Navigation.tsx";
import { NAV_ITEMS } from "./nav.ts";
import { OfflineBanner } from "./OfflineBanner.tsx";
import { TopBar } from "./TopBar.tsx";

/** The frame of every page: bar, navigation by role, notices, content, footer; on a phone a bottom bar and a sheet. */
export function AppShell() {
  const session = useSession().data;
  const t = useT();
  const [menuOpen, setMenuOpen] = useState(false);
  const main = useFocusOnNavigation(() => setMenuOpen(false));
  const items = NAV_ITEMS.filter((item) => holdsRole(session?.account, item.roles));

  return (
    <ToastProvider>
      <SkipLink target="content" />
      <div className={styles.shell}>
        <header className={styles.bar}>
          <TopBar session={session} />
          <TileFloor look="strip" />
        </header>
        <nav className={styles.side} aria-label={t("shell.navigation")}>
          <SideNav items={items} />
        </nav>
        <div className={styles.page}>
          <aside className={styles.notices} aria-label={t("shell.notices")}>
            {session?.demo && <SimulatedMark look="ribbon" />}
            <OfflineBanner />
          </aside>
          <main className={styles.main} id="content" tabIndex={-1} ref={main}>
            <Outlet />
          </main>
          <Footer />
        </div>
        <BottomNav items={items} onMore={() => setMenuOpen(true)} />
      </div>
      <MenuSheet open={menuOpen} items={items} session={session} onClose={() => setMenuOpen(false)} />
      <ScrollRestoration />
    </ToastProvider>
  );
}

/** After a move to another page, focus goes to the content, as it would after a full load. */
function useFocusOnNavigation(onMove: () => void) {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  const moved = useRef(onMove);
  moved.current = onMove;

  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    moved.current();
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return main;
}
