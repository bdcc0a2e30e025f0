import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import styles from "./Tabs.module.css";

/** One tab and what it shows. */
export type TabItem = { id: string; label: string; content: ReactNode };

/** Props of Tabs; the selected id is the caller's (keep it in the address, so that it can be shared). */
export type TabsProps = {
  label: string;
  items: readonly TabItem[];
  selected: string;
  onSelect: (id: string) => void;
};

/** Tabs by the ARIA pattern: arrows move and select, Home and End jump; only the selected panel is in the page. */
export function Tabs({ label, items, selected, onSelect }: TabsProps) {
  const base = useId();
  const index = Math.max(
    0,
    items.findIndex((item) => item.id === selected),
  );
  const current = items[index];
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // On a phone the list scrolls; a tab opened by its address must be in sight. The page itself stays where it is.
    const tab = list.current?.children[index];
    if (!list.current || !(tab instanceof HTMLElement)) return;
    list.current.scrollLeft = tab.offsetLeft - (list.current.clientWidth - tab.offsetWidth) / 2;
  }, [index]);

  function onKeyDown(event: KeyboardEvent): void {
    const next = nextIndex(event.key, index, items.length);
    const item = next === undefined ? undefined : items[next];
    if (!item) return;
    event.preventDefault();
    onSelect(item.id);
    document.getElementById(`${base}-${item.id}`)?.focus();
  }

  return (
    <div>
      <div ref={list} className={styles.list} role="tablist" aria-label={label}>
        {items.map((item) => (
          <button
            key={item.id}
            id={`${base}-${item.id}`}
            type="button"
            role="tab"
            className={styles.tab}
            aria-selected={item === current}
            aria-controls={`${base}-panel`}
            tabIndex={item === current ? 0 : -1}
            onClick={() => onSelect(item.id)}
            onKeyDown={onKeyDown}
          >
            {item.label}
          </button>
        ))}
      </div>
      <div
        className={styles.panel}
        role="tabpanel"
        id={`${base}-panel`}
        aria-labelledby={`${base}-${current?.id}`}
      >
        {current?.content}
      </div>
    </div>
  );
}

/** The place an arrow, Home or End key moves to, going round; undefined for other keys. */
export function nextIndex(key: string, index: number, count: number): number | undefined {
  if (key === "ArrowRight" || key === "ArrowDown") return (index + 1) % count;
  if (key === "ArrowLeft" || key === "ArrowUp") return (index + count - 1) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return undefined;
}
