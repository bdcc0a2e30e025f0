import { useSyncExternalStore } from "react";
import type { LiveState } from "../api/live.ts";
import { useT } from "../i18n/i18n.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./AppShell.module.css";

/** Tells that the device is offline, or that a page's live stream is being resumed (`live` from useLive). */
export function OfflineBanner({ live }: { live?: LiveState }) {
  const t = useT();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const retrying = live === "retrying";
  return (
    <div role="status">
      {(!online || retrying) && (
        <div className={styles.offline}>
          <Icon name="offline" size={18} />
          {t(online ? "shell.reconnecting" : "shell.offline")}
        </div>
      )}
    </div>
  );
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener("online", onChange);
  window.addEventListener("offline", onChange);
  return () => {
    window.removeEventListener("online", onChange);
    window.removeEventListener("offline", onChange);
  };
}
