/** The documents say what the code says. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { configurationPage, errorsPage } from "../scripts/docs.ts";
import { moduleOrder } from "../server/src/module-order.ts";

const read = (path: string) => readFileSync(path, "utf8");

test("docs/configuration.md is the one of the code (npm run docs)", () => {
  expect(read("docs/configuration.md")).toBe(configurationPage());
});

test("docs/errors.md lists every code with cause and remedy (npm run docs)", () => {
  expect(read("docs/errors.md")).toBe(errorsPage());
});

test("every error code in the sources is in the catalogue, and every catalogue entry is thrown somewhere", () => {
  const sources = globSync("server/src/**/*.ts").filter((f) => !f.endsWith(".test.ts"));
  const text = sources.map(read).join("\n");
  const codes = [...errorsPage().matchAll(/^## (\w+)\.([\w-]+)$/gm)].map(([, module, name]) => ({
    module,
    name,
  }));
  const unused = codes.filter(
    ({ module, name }) =>
      !new RegExp(`${module}Error\\(\\s*"${name}"|"${name}"`).test(
        text.replaceAll(/^\s+"?[\w-]+"?: \{$/gm, ""),
      ),
  );
  expect(unused).toEqual([]);
});

test("every module is described in ARCHITECTURE.md and has a README", () => {
  const architecture = read("ARCHITECTURE.md");
  for (const module of moduleOrder) {
    expect(architecture).toContain(`\`${module}\``);
    expect(existsSync(`server/src/modules/${module}/README.md`)).toBe(true);
  }
  for (const folder of globSync("packages/*/package.json").map(dirname))
    expect(existsSync(join(folder, "README.md"))).toBe(true);
});

test("links between documents lead somewhere", () => {
  const pages = globSync("{*.md,docs/**/*.md,packages/*/README.md,server/src/modules/*/README.md}");
  const broken = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      .map((m) => m[1] ?? "")
      .filter((link) => !existsSync(join(dirname(page), link)))
      .map((link) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test("ARCHITECTURE.md stays within 200 lines", () => {
  expect(read("ARCHITECTURE.md").split("\n").length).toBeLessThanOrEqual(201);
});

test("the scripts the README names exist", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  for (const [, name = ""] of read("README.md").matchAll(/npm run ([\w:]+)/g))
    expect(scripts).toHaveProperty([name]);
});
