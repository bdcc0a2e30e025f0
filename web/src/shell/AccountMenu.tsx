import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { type Account, useLogout } from "../api/session.ts";
import { useT } from "../i18n/i18n.tsx";
import { Button } from "../ui/Button.tsx";
import { VisuallyHidden } from "../ui/VisuallyHidden.tsx";
import styles from "./AccountMenu.module.css";

/** Who is signed in, in which agencies, and the way out. Vietnamese people are addressed by their given name, the last. */
export function AccountMenu({ account }: { account: Account }) {
  const t = useT();
  const logout = useLogout();
  const navigate = useNavigate();
  const menu = useCloseOutside();
  const givenName = account.displayName.trim().split(/\s+/).at(-1) ?? account.displayName;
  return (
    <details className={styles.menu} ref={menu}>
      <summary className={styles.summary}>
        <VisuallyHidden>{t("session.menu", { name: account.displayName })}</VisuallyHidden>
        <span className={styles.initial} aria-hidden="true">
          {givenName.charAt(0)}
        </span>
        <span className={styles.nameInBar} aria-hidden="true">
          {account.displayName}
        </span>
      </summary>
      <div className={styles.panel}>
        <div>
          <div className={styles.name}>{account.displayName}</div>
          <div className={styles.user}>{account.userName}</div>
        </div>
        <ul className={styles.roles}>
          {account.roles.map((held) => (
            <li key={`${held.role}-${held.agencyCode}`}>{held.agencyName ?? t("session.wholeCity")}</li>
          ))}
        </ul>
        <Button
          icon="logout"
          busy={logout.isPending}
          onPress={() => logout.mutate(undefined, { onSuccess: () => void navigate("/login") })}
        >
          {t("session.logout")}
        </Button>
      </div>
    </details>
  );
}

function useCloseOutside() {
  const ref = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    function close(event: Event): void {
      const inside = event.target instanceof Node && ref.current?.contains(event.target);
      const escaped = event instanceof KeyboardEvent && event.key === "Escape";
      if (ref.current?.open && (escaped || (event.type === "pointerdown" && !inside)))
        ref.current.open = false;
    }
    document.addEventListener("pointerdown", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("keydown", close);
    };
  }, []);
  return ref;
}
