/** Cells of a foreign database as JSON text that loses nothing. */
import type { Bilingual } from "../../../kernel/errors.ts";

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** All digits stay: `12345678901234567890.10` is written as it stands; `NaN` and `00042` become strings. */
export function numberJson(text: string): string {
  return jsonNumber.test(text) ? text : JSON.stringify(text);
}

/** `2026-01-02 03:04:05.6` → `2026-01-02T03:04:05.6` + `suffix`; what is no such time stays as it is. */
export function instantJson(text: string, suffix: "" | "Z"): string {
  const match = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)(?:\+00)?$/.exec(text);
  return JSON.stringify(match ? `${match[1]}T${match[2]}${suffix}` : text);
}

/** JSON on one line: line breaks can only stand between its tokens. */
export function lineJson(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}

/** Names of columns made unique and not empty: `a, a` → `a, a_2`. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, at) => {
    const base = name || `column_${at + 1}`;
    let unique = base;
    for (let n = 2; taken.has(unique); n++) unique = `${base}_${n}`;
    taken.add(unique);
    return unique;
  });
}

/** Said when a column of bytes is left out. */
export function binaryNotice(column: string, type: string): Bilingual {
  return {
    vi: `Bỏ cột “${column}”: kiểu nhị phân (${type}) không đưa vào kho được.`,
    en: `Column "${column}" was left out: binary values (${type}) cannot be loaded.`,
  };
}
