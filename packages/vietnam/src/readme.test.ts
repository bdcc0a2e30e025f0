import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as door from "./index.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");

test("there are examples", () => expect(blocks.length).toBeGreaterThan(4));

// Each "expression; // value" line of an example is evaluated after the declarations above it.
test.each(blocks)("example %#", (block) => {
  const declarations: string[] = [];
  let shown = 0;
  for (const line of block.replace(/^import [^;]+;\n/gm, "").split("\n")) {
    if (line === "") continue;
    const [, expression, comment] = /^([^;]+);\s*\/\/ (.+)$/.exec(line) ?? [];
    if (expression === undefined || comment === undefined) {
      declarations.push(line);
      continue;
    }
    const names = Object.keys(door);
    const run = (code: string) =>
      new Function(...names, `${declarations.join("\n")}\nreturn (${code});`)(
        ...Object.values(door),
      ) as unknown;
    // A value may be followed by a remark: text after ", over" or in brackets.
    const value = comment.replace(/ \((?![^)]*['{]).*\)$/, "").replace(/, over Tết$/, "");
    expect(run(expression)).toEqual(run(value));
    shown++;
  }
  expect(shown).toBeGreaterThan(0);
});
