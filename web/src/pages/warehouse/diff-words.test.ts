import { expect, test } from "vitest";
import { columnsByChange, diffCells } from "./diff-words.ts";

test("a changed row tells what each changed cell was", () => {
  const row = { kind: "changed", key: ["a"], before: ["a", 1, null], after: ["a", 2, null] } as const;
  expect(diffCells(row, 3)).toEqual([
    { value: "a", changed: false },
    { value: 2, before: 1, changed: true },
    { value: null, changed: false },
  ]);
});

test("added and removed rows show the side they have", () => {
  expect(diffCells({ kind: "added", key: [1], before: null, after: [1] }, 1)).toEqual([
    { value: 1, changed: false },
  ]);
  expect(diffCells({ kind: "removed", key: [2], before: [2], after: null }, 1)).toEqual([
    { value: 2, changed: false },
  ]);
});

test("a value filled in where there was none is a change", () => {
  expect(diffCells({ kind: "changed", key: [1], before: [null], after: [0] }, 1)[0]).toEqual({
    value: 0,
    before: null,
    changed: true,
  });
});

test("the key leads, the columns that changed most follow", () => {
  const column = (name: string, changes: number) => ({ name, type: "text" as const, changes });
  expect(
    columnsByChange({
      key: ["ma"],
      columns: [column("a", 0), column("b", 9), column("ma", 0), column("c", 2)],
    }),
  ).toEqual([2, 1, 3, 0]);
});
