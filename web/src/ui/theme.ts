import { useCallback, useSyncExternalStore } from "react";

/** What the reader chose; `system` follows the device. */
export type ThemeChoice = "system" | "light" | "dark";

const STORAGE_KEY = "dothi.theme";
const CHANGE = "dothi:theme";

/** The chosen theme and how to choose; kept in the browser, applied before the first paint by /theme.js. */
export function useTheme(): [ThemeChoice, (choice: ThemeChoice) => void] {
  const choice = useSyncExternalStore(subscribe, readChoice);
  const choose = useCallback((next: ThemeChoice) => {
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      if (next === "system") localStorage.removeItem(STORAGE_KEY);
      else localStorage.setItem(STORAGE_KEY, next);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    window.dispatchEvent(new Event(CHANGE));
  }, []);
  return [choice, choose];
}

/** Whether the page is dark now, by choice or by the device; for canvases, which cannot read tokens by themselves. */
export function useIsDark(): boolean {
  return useSyncExternalStore(subscribe, isDark);
}

/** A token as the browser computes it now, `rgb(…)`: `resolveToken('--brand')`. */
export function resolveToken(name: `--${string}`): string {
  const probe = document.createElement("span");
  probe.hidden = true;
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

function readChoice(): ThemeChoice {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "system";
}

function isDark(): boolean {
  const choice = readChoice();
  return choice === "system" ? darkQuery().matches : choice === "dark";
}

function darkQuery(): MediaQueryList {
  return window.matchMedia("(prefers-color-scheme: dark)");
}

function subscribe(onChange: () => void): () => void {
  const query = darkQuery();
  query.addEventListener("change", onChange);
  window.addEventListener(CHANGE, onChange);
  return () => {
    query.removeEventListener("change", onChange);
    window.removeEventListener(CHANGE, onChange);
  };
}
