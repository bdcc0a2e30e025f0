import { expect, test } from "vitest";
import { LANGUAGES, snippet } from "./snippets.ts";

test("every snippet names this server and the dataset", () => {
  for (const language of LANGUAGES) {
    const code = snippet(language, "https://du-lieu.example", "truong_hoc", true);
    expect(code).toContain("https://du-lieu.example/api/warehouse/datasets/truong_hoc/");
    expect(code).not.toMatch(/token/i);
  }
});

test("closed data need a token", () => {
  for (const language of LANGUAGES) expect(snippet(language, "https://x", "a_b", false)).toMatch(/token/i);
});

test("the JavaScript is whole in both forms", () => {
  expect(snippet("javascript", "https://x", "abc", true).split("\n")[0]).toBe(
    'const answer = await fetch("https://x/api/warehouse/datasets/abc/rows?limit=100");',
  );
  expect(snippet("javascript", "https://x", "abc", false)).toContain("\n});\n");
});
