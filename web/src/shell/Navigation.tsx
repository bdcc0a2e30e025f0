import { NavLink, useLocation } from "react-router";
import { useT } from "../i18n/i18n.tsx";
import { cx } from "../ui/cx.ts";
import { Icon } from "../ui/Icon.tsx";
import styles from "./AppShell.module.css";
import { NAV_GROUPS, type NavItem } from "./nav.ts";

/** The entries under their group names; in the side column and in the phone's sheet. */
export function SideNav({ items }: { items: readonly NavItem[] }) {
  const { pathname } = useLocation();
  const t = useT();
  const groups = NAV_GROUPS.map((group) => ({
    ...group,
    items: items.filter((item) => item.group === group.id),
  }));
  return groups
    .filter((group) => group.items.length > 0)
    .map((group) => (
      <div key={group.id} className={styles.group}>
        <p className={styles.groupName}>{t(group.labelKey)}</p>
        <ul>
          {group.items.map((item) => (
            <li key={item.path}>
              <NavLink className={cx(styles.item)} to={item.path} end={mustEnd(item, items, pathname)}>
                <Icon name={item.icon} />
                {t(item.labelKey)}
              </NavLink>
            </li>
          ))}
        </ul>
      </div>
    ));
}

/** The phone's bar: the first four entries and "more". */
export function BottomNav({ items, onMore }: { items: readonly NavItem[]; onMore: () => void }) {
  const { pathname } = useLocation();
  const t = useT();
  return (
    <nav className={styles.bottom} aria-label={t("shell.navigationShort")}>
      {items.slice(0, 4).map((item) => (
        <NavLink
          key={item.path}
          className={cx(styles.bottomItem)}
          to={item.path}
          end={mustEnd(item, items, pathname)}
        >
          <Icon name={item.icon} size={22} />
          {t(item.labelKey)}
        </NavLink>
      ))}
      <button type="button" className={styles.bottomItem} onClick={onMore} aria-haspopup="dialog">
        <Icon name="menu" size={22} />
        {t("shell.more")}
      </button>
    </nav>
  );
}

/** An entry covers the pages below it, unless another entry stands for the page more closely. */
function mustEnd(item: NavItem, items: readonly NavItem[], pathname: string): boolean {
  const closer = items.some(
    ({ path }) => path.length > item.path.length && path.startsWith(item.path) && pathname.startsWith(path),
  );
  return item.path === "/" || closer;
}
