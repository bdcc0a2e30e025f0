import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as door from "./index.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");
const AsyncFunction = (async () => undefined).constructor as new (
  ...texts: string[]
) => (...given: unknown[]) => Promise<[unknown, unknown][]>;

// Each "expression; // value" line of an example is evaluated after the lines above it.
test.each(blocks)("example %#", async (block) => {
  const names = Object.keys(door);
  const lines: string[] = [];
  for (const line of block.replace(/^import [^;]+;\n/gm, "").split("\n")) {
    const [, expression, value] = /^(\S[^;]*);\s*\/\/ (.+)$/.exec(line) ?? [];
    lines.push(
      expression === undefined || value === undefined ? line : `shown.push([${expression}, ${value}]);`,
    );
  }
  const run = new AsyncFunction(...names, `const shown = [];\n${lines.join("\n")}\nreturn shown;`);
  const shown = await run(...Object.values(door));
  expect(shown.length).toBeGreaterThan(10);
  for (const [found, expected] of shown) expect(found).toEqual(expected);
});
