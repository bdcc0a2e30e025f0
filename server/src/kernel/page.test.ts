/** Cursors come back from strangers. */
import { expect, test } from "vitest";
import { decodeCursor, encodeCursor, pageOf } from "./page.ts";

const rows = Array.from({ length: 5 }, (_, id) => ({ id, name: `tên ${id}` }));
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

test("a page ends with a cursor that leads to the next one, the last page with none", () => {
  const page = pageOf(rows.slice(0, 3), 2, (row) => [row.name, row.id]);
  expect(page.items).toEqual(rows.slice(0, 2));
  expect(decodeCursor(page.nextCursor ?? "", 2)).toEqual(["tên 1", 1]);
  expect(pageOf(rows.slice(3), 2, (row) => [row.id]).nextCursor).toBeNull();
  expect(pageOf([], 2, () => [0])).toEqual({ items: [], nextCursor: null });
});

test.each([
  ["nothing", ""],
  ["no base64", "!!!"],
  ["no JSON", Buffer.from("abc").toString("base64url")],
  ["too short", encoded(["a"])],
  ["too long", encoded(["a", 1, 2])],
  ["an object", encoded({ 0: "a", 1: 1, length: 2 })],
  ["null inside", encoded(["a", null])],
  ["a list inside", encoded(["a", [1]])],
  ["a truth value inside", encoded(["a", true])],
  ["a NUL character", encoded(["a\0", 1])],
  ["an infinite number", Buffer.from('["a",1e999]').toString("base64url")],
])("a cursor with %s is refused", (_what, cursor) => {
  expect(() => decodeCursor(cursor, 2)).toThrow(expect.objectContaining({ code: "kernel.cursor-invalid" }));
});

test("what a cursor says survives the way", () => {
  const key = ["Đặng Thị Ước", -1.5, "", "'; drop table"];
  expect(decodeCursor(encodeCursor(key), 4)).toEqual(key);
});
