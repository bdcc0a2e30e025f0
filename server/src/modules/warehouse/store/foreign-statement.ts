/** MySQL has no cursor that reads only; so its statement is looked at before it is sent. */
import { sourceError } from "../connectors/connector-errors.ts";

/**
 * One statement that begins with SELECT, WITH, TABLE or VALUES and writes no file; without its last semicolon.
 * The read-only transaction and the server's refusal of several statements hold behind this.
 * @throws `warehouse.source-query-failed`
 */
export function readingStatement(query: string): string {
  const bare = withoutStrings(query);
  if (/\/\*M?!/i.test(bare)) throw refused("executable comments /*! … */ are not accepted");
  const plain = bare
    .replace(/\/\*[\s\S]*?\*\//g, " ")
    .replace(/(--(?=\s|$)|#)[^\n]*/g, " ")
    .trim();
  const trimmed = plain.replace(/[;\s]+$/, "");
  if (trimmed.includes(";")) throw refused("one statement only");
  if (!/^[\s(]*(select|with|table|values)\b/i.test(trimmed))
    throw refused("the statement has to be a SELECT");
  if (/\binto\s+(outfile|dumpfile|@)/i.test(trimmed)) throw refused("INTO OUTFILE is not accepted");
  return query.trim().replace(/[;\s]+$/, "");
}

/** Strings and quoted names emptied, so that what stands in them is not taken for SQL; comments are kept. */
function withoutStrings(query: string): string {
  const token =
    /\/\*[\s\S]*?\*\/|(?:--(?=\s|$)|#)[^\n]*|'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`[^`]*`/g;
  return query.replace(token, (found) => (/^['"`]/.test(found) ? "''" : found));
}

function refused(reason: string): Error {
  return sourceError("source-query-failed", { reason });
}
