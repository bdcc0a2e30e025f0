/** The dependency rule of ARCHITECTURE.md, as tests. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { moduleOrder } from "../server/src/module-order.ts";

const layers = [
  "packages/",
  "server/src/kernel/",
  "server/src/modules/",
  "server/src/sectors/",
  "server/src/",
];
const files = globSync("{packages/*,server,web}/src/**/*.{ts,tsx}");
const tested = files.filter((file) => !/(\.test\.tsx?|\/(testing|test-[\w-]+)\.ts)$/.test(file));

function importsOf(from: string): string[] {
  const { staticImports, staticExports, dynamicImports } = parseSync(from, readFileSync(from, "utf8")).module;
  const reexports = staticExports.flatMap((e) => e.entries.flatMap((x) => x.moduleRequest ?? []));
  const source = readFileSync(from, "utf8");
  const dynamic = dynamicImports.map((i) =>
    source.slice(i.moduleRequest.start, i.moduleRequest.end).replace(/^["'`]|["'`]$/g, ""),
  );
  return [...staticImports.map((i) => i.moduleRequest.value), ...reexports.map((r) => r.value), ...dynamic];
}
const edges = tested.flatMap((from) =>
  importsOf(from)
    .filter((target) => target.startsWith("."))
    .map((target) => ({ from, to: normalize(join(dirname(from), target)) })),
);
const layerOf = (file: string): number => layers.findIndex((layer) => file.startsWith(layer));
const moduleOf = (file: string): string => /^server\/src\/modules\/([^/]+)\//.exec(file)?.[1] ?? "";
const rank = (file: string): number => (moduleOrder as readonly string[]).indexOf(moduleOf(file));
const between = edges.filter(
  ({ from, to }) => moduleOf(from) && moduleOf(to) && moduleOf(from) !== moduleOf(to),
);

test("imports point down the layers", () => {
  const server = edges.filter(({ from }) => layerOf(from) >= 0);
  expect(server.filter(({ from, to }) => layerOf(to) > layerOf(from))).toEqual([]);
});

test("a module is entered by its index.ts or schema.ts", () => {
  expect(between.filter(({ to }) => !/\/(index|schema)\.ts$/.test(to))).toEqual([]);
});

test("a module imports only modules before it in the list", () => {
  expect(between.filter(({ from, to }) => rank(to) >= rank(from))).toEqual([]);
});

test("every module folder is in the list", () => {
  expect(new Set(files.map(moduleOf).filter(Boolean))).toEqual(new Set(moduleOrder));
});

test("packages stand alone: no import of server or web, no file or network access but in clickhouse-embedded", () => {
  const packages = tested.filter((file) => file.startsWith("packages/"));
  const wrong = packages.flatMap((from) =>
    importsOf(from)
      .filter(
        (target) =>
          target.startsWith("@dothi/") ||
          (target.startsWith("node:") && !from.startsWith("packages/clickhouse-embedded/")),
      )
      .map((target) => ({ from, target })),
  );
  expect(wrong).toEqual([]);
});

test("only stores (and the kernel) speak SQL", () => {
  const modules = tested.filter(
    (file) => moduleOf(file) && !/\/(store\.ts|store\/)/.test(file) && !file.endsWith("testing.ts"),
  );
  const speaking = modules.filter((file) =>
    importsOf(file).some(
      (target) => target === "kysely" || target === "pg" || target === "@clickhouse/client",
    ),
  );
  expect(speaking).toEqual([]);
});

test("only kernel/config.ts reads the environment", () => {
  const readers = tested.filter(
    (file) => file.startsWith("server/src/") && /process\.env\.?\[?["A-Z]/.test(readFileSync(file, "utf8")),
  );
  expect(readers.sort()).toEqual(["server/src/kernel/embedded/postgres-server.ts", "server/src/main.ts"]);
});

test("there are no import cycles", () => {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (file: string, path: string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) return void cycles.push(path.slice(at));
    if (done.has(file)) return;
    for (const to of next.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});

test("files are 400 lines at most; data tables are exempt", () => {
  const exempt = /\/facts\/|\.json$|-table\.ts$|holidays\.ts$/;
  const long = files.filter(
    (file) => !exempt.test(file) && readFileSync(file, "utf8").split("\n").length > 401,
  );
  expect(long).toEqual([]);
});
