/** Keyset paging, the only kind there is: a page begins after the last row of the one before. */

import { kernelError } from "./errors.ts";
import { Type } from "./schema.ts";

export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 50, description: "Rows a page." })),
  cursor: Type.Optional(Type.String({ maxLength: 500, description: "`nextCursor` of the page before." })),
};

export interface PageInput {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/**
 * Cuts a page out of `limit + 1` rows that were read in key order.
 * @param keyOf the sort key of a row, as the store compares it
 */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => readonly (string | number)[],
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(keyOf(last)) : null };
}

export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** @throws `kernel.cursor-invalid` unless the cursor holds `length` strings or numbers */
export function decodeCursor(cursor: string, length: number): (string | number)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (
      Array.isArray(key) &&
      key.length === length &&
      key.every((k) => (typeof k === "string" ? !k.includes("\0") : Number.isFinite(k)))
    )
      return key;
  } catch {
    // falls through to the refusal below
  }
  throw kernelError("cursor-invalid", { cursor });
}
