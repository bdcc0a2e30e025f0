import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as door from "./index.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");

// Each "expression; // value" line of an example is evaluated after the lines above it.
test.each(blocks)("example %#", (block) => {
  const names = Object.keys(door);
  const lines: string[] = [];
  const checks: [string, string][] = [];
  for (const line of block.replace(/^import [^;]+;\n/gm, "").split("\n")) {
    const [, expression, value] = /^(\S[^;]*(?:';'[^;]*)?);\s*\/\/ (.+)$/.exec(line) ?? [];
    if (expression === undefined || value === undefined) {
      lines.push(line);
      continue;
    }
    lines.push(`shown.push([${expression}, ${value}]);`);
    checks.push([expression, value]);
  }
  const run = new Function(...names, `const shown = [];\n${lines.join("\n")}\nreturn shown;`);
  const shown = run(...Object.values(door)) as [unknown, unknown][];
  expect(checks.length).toBeGreaterThan(4);
  for (const [found, expected] of shown) expect(found).toEqual(expected);
});
