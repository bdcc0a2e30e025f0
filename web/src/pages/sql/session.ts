/** What this tab remembers of the SQL page: the text and the queries run so far. */

/** A query that was run. `rows` is null when it failed. */
export type Past = { sql: string; at: string; rows: number | null; milliseconds: number };

const TEXT = "dothi.sql.text";
const HISTORY = "dothi.sql.history";
const MOST = 50;

/** The text left in this tab. */
export function loadText(): string | null {
  return read(TEXT);
}

/** Keeps the text in this tab. */
export function saveText(text: string): void {
  write(TEXT, text);
}

/** Queries run in this tab, newest first. */
export function loadHistory(): Past[] {
  try {
    const kept: unknown = JSON.parse(read(HISTORY) ?? "[]");
    return Array.isArray(kept) ? (kept as Past[]) : [];
  } catch {
    return [];
  }
}

/** Adds a query to the front; the same text is kept once. */
export function addPast(history: readonly Past[], past: Past): Past[] {
  return [past, ...history.filter(({ sql }) => sql.trim() !== past.sql.trim())].slice(0, MOST);
}

/** Keeps the queries run in this tab. */
export function saveHistory(history: readonly Past[]): void {
  write(HISTORY, JSON.stringify(history));
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string): void {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // Without storage it lasts as long as the page.
  }
}
