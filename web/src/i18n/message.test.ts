import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { AREAS } from "./areas.ts";
import { formatMessage, parseMessage, placeholdersOf } from "./message.ts";

function read(file: string): Record<string, string> {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
}

/** All messages of a language; a key that stands in two files would be lost here, so it is counted. */
function all(locale: "vi" | "en"): { messages: Record<string, string>; keys: number } {
  const files = [`./${locale}.json`, ...Object.keys(AREAS).map((area) => `./areas/${area}.${locale}.json`)];
  const parts = files.map(read);
  return {
    messages: Object.assign({}, ...parts),
    keys: parts.reduce((n, one) => n + Object.keys(one).length, 0),
  };
}

const { messages: vi, keys: viKeys } = all("vi");
const { messages: en } = all("en");

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
  test("have each key in one file only", () => {
    expect(viKeys).toBe(Object.keys(vi).length);
  });

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
