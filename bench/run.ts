/**
 * npm run bench [-- name …]
 * Runs the benchmarks one after the other and writes docs/benchmarks.md when all of them ran.
 */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import type { Figure } from "./figure.ts";

const names = ["data-array", "csv-import", "mqtt-qos1", "reads", "start", "web"] as const;
const asked = process.argv.slice(2);
const chosen = names.filter((name) => asked.length === 0 || asked.includes(name));

const figures: Figure[] = [];
for (const name of chosen) {
  const { measure } = (await import(`./${name}.ts`)) as { measure: () => Promise<Figure[]> };
  for (const figure of await measure()) {
    figures.push(figure);
    console.log(
      `${figure.met ? "✓" : "✗"} ${figure.claim}\n    against ${figure.yardstick}\n    ${figure.figure}, goal ${figure.goal}`,
    );
  }
}
if (chosen.length === names.length)
  writeFileSync(join(import.meta.dirname, "../docs/benchmarks.md"), page(figures));

function page(all: readonly Figure[]): string {
  const rows = all.map(
    (f) => `| ${f.claim} | ${f.yardstick} | ${f.figure} | ${f.goal} | ${f.met ? "met" : "**missed**"} |`,
  );
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
  return `# Benchmarks

Written by \`npm run bench\`; every figure and its yardstick come from one run on ${machine}. Server, engines, load generator and browser share the cores.

| claim | yardstick | figure | goal | |
|---|---|---|---|---|
${rows.join("\n")}
`;
}
