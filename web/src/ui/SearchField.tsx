import { type KeyboardEvent, useId, useState } from "react";
import { useT } from "../i18n/i18n.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./SearchField.module.css";
import { useImeValue } from "./use-ime-value.ts";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

/** One found thing. */
export type SearchResult = { id: string; label: string; note?: string };

/** Props of SearchField. `onSearch` comes when typing settles; with `results` it is a combobox, without a plain filter. */
export type SearchFieldProps = {
  label: string;
  labelHidden?: boolean;
  placeholder?: string;
  value?: string;
  onSearch: (text: string) => void;
  results?: readonly SearchResult[];
  searching?: boolean;
  onPick?: (result: SearchResult) => void;
};

/** A search that is safe with Telex and VNI, never completes inline, and is an ARIA combobox when it has results. */
export function SearchField({ label, labelHidden = false, results, onPick, ...rest }: SearchFieldProps) {
  const t = useT();
  const id = useId();
  const ime = useImeValue(rest.value ?? "", rest.onSearch);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const showList = open && results !== undefined && ime.text.trim() !== "";

  function pick(result: SearchResult): void {
    ime.setText(result.label);
    setOpen(false);
    onPick?.(result);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (ime.isComposing() || !results) return;
    const move = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (move !== 0) {
      event.preventDefault();
      setOpen(true);
      setActive(moveActive(active, move, results.length));
    }
    if (event.key === "Escape") setOpen(false);
    const chosen = results[active];
    if (event.key === "Enter" && showList && chosen) {
      event.preventDefault();
      pick(chosen);
    }
  }

  return (
    <div className={styles.search}>
      <label htmlFor={id} className={labelHidden ? undefined : styles.label}>
        {labelHidden ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      </label>
      <div className={styles.box}>
        <Icon name="search" size={18} />
        <input
          id={id}
          type="search"
          className={styles.input}
          placeholder={rest.placeholder}
          autoComplete="off"
          spellCheck={false}
          {...(results ? comboboxAttributes(id, showList, active) : {})}
          {...ime.inputProps}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
      </div>
      {showList && (
        <ResultList id={id} results={results} active={active} searching={rest.searching} onPick={pick} />
      )}
      {showList && <VisuallyHidden live>{t("search.count", { count: results.length })}</VisuallyHidden>}
    </div>
  );
}

/** The highlighted place after an arrow key, going round; −1 is none. */
export function moveActive(active: number, step: 1 | -1, count: number): number {
  if (count === 0) return -1;
  if (active < 0) return step === 1 ? 0 : count - 1;
  return (active + step + count) % count;
}

function comboboxAttributes(id: string, expanded: boolean, active: number) {
  return {
    role: "combobox",
    "aria-autocomplete": "list" as const,
    "aria-expanded": expanded,
    "aria-controls": `${id}-list`,
    ...(expanded && active >= 0 ? { "aria-activedescendant": `${id}-${active}` } : {}),
  };
}

type ResultListProps = {
  id: string;
  results: readonly SearchResult[];
  active: number;
  searching: boolean | undefined;
  onPick: (result: SearchResult) => void;
};

function ResultList({ id, results, active, searching = false, onPick }: ResultListProps) {
  const t = useT();
  if (results.length === 0) {
    return (
      <div className={styles.list} id={`${id}-list`}>
        <p className={styles.message}>{t(searching ? "common.loading" : "search.none")}</p>
      </div>
    );
  }
  return (
    <div className={styles.list} id={`${id}-list`} role="listbox" aria-label={t("search.results")}>
      {results.map((result, index) => (
        <div
          key={result.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={styles.option}
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(result);
          }}
        >
          <span>{result.label}</span>
          {result.note && <span className={styles.note}>{result.note}</span>}
        </div>
      ))}
    </div>
  );
}
