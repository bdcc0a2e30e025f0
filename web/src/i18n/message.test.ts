import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatMessage, parseMessage, placeholdersOf } from "./message.ts";

function read(file: string): Record<string, string> {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
}

const vi = read("./vi.json");
const en = read("./en.json");

describe("messages", () => {
  test("writes values and numbers in the language’s own way", () => {
    expect(formatMessage(parseMessage("Chào {name}"), { name: "Ông Phong" }, "vi")).toBe("Chào Ông Phong");
    expect(formatMessage(parseMessage("{n} trạm"), { n: 1234.5 }, "vi")).toBe("1.234,5 trạm");
    expect(formatMessage(parseMessage("{n} stations"), { n: 1234.5 }, "en")).toBe("1,234.5 stations");
  });

  test("chooses a plural branch, exact numbers first", () => {
    const parts = parseMessage("{n, plural, =0 {none} one {# file} other {# files}}");
    expect([0, 1, 1200].map((n) => formatMessage(parts, { n }, "en"))).toEqual([
      "none",
      "1 file",
      "1,200 files",
    ]);
  });

  test("chooses by name", () => {
    const parts = parseMessage("{who, select, you {của bạn} other {của {who}}}");
    expect(formatMessage(parts, { who: "you" }, "vi")).toBe("của bạn");
    expect(formatMessage(parts, { who: "Sở Y tế" }, "vi")).toBe("của Sở Y tế");
  });

  test("a missing value stays visible, a broken message does not load", () => {
    expect(formatMessage(parseMessage("Chào {name}"), {}, "vi")).toBe("Chào {name}");
    expect(() => parseMessage("Chào {name")).toThrow();
  });
});

describe("the two languages", () => {
  test("have exactly the same keys", () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
  });

  test.each(Object.keys(vi))("%s asks for the same values", (key) => {
    expect(placeholdersOf(parseMessage(en[key] ?? ""))).toEqual(placeholdersOf(parseMessage(vi[key] ?? "")));
  });

  test("Vietnamese is stored in NFC", () => {
    const loose = Object.entries(vi).filter(([, text]) => text !== text.normalize("NFC"));
    expect(loose).toEqual([]);
  });
});
