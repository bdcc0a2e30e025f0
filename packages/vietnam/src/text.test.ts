import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  collate,
  comparePeople,
  fold,
  nfc,
  normaliseTone,
  prepareName,
  rankMatch,
  sameSpelling,
  searchNames,
  toneVariants,
} from "./index.ts";

test("fold strips marks and maps đ by hand", () => {
  expect(fold("Đường Đinh Bộ Lĩnh")).toBe("duong dinh bo linh");
  expect(fold("Thạnh Mỹ Tây".normalize("NFD"))).toBe("thanh my tay");
  expect(nfc("Hòa".normalize("NFD"))).toBe("Hòa");
});

test("fold is idempotent", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
  );
});

describe("tone styles", () => {
  test("open oa, oe, uy move their mark; nothing else does", () => {
    expect(normaliseTone("Hoà thuỷ khoẻ Uỷ ban HOÀ")).toBe("Hòa thủy khỏe Ủy ban HÒA");
    expect(normaliseTone("Hòa thủy khỏe Ủy ban", "new")).toBe("Hoà thuỷ khoẻ Uỷ ban");
    for (const word of [
      "quý",
      "Quỳ",
      "già",
      "toàn",
      "thuyền",
      "khuỷu",
      "ngoại",
      "mùa",
      "lìa",
      "hoàng",
      "hoa",
      "xoáy",
    ]) {
      expect(normaliseTone(word, "old")).toBe(word);
      expect(normaliseTone(word, "new")).toBe(word);
    }
  });

  test("the seventeen unit names that are written both ways are the same name", () => {
    const names = ["Long Hòa", "Chánh Phú Hòa", "Tân Sơn Hòa", "Hòa Lợi", "Bình Hưng Hòa", "Phú Hòa Đông"];
    for (const name of names) {
      const other = normaliseTone(name, "new");
      expect(other).not.toBe(name);
      expect(sameSpelling(name, other.normalize("NFD"))).toBe(true);
      expect(toneVariants(other)).toEqual([name, other]);
    }
    expect(toneVariants("Bến Thành")).toEqual(["Bến Thành"]);
  });

  test("round trip: each style is reached from the other", () => {
    const syllable = fc.constantFrom(
      "Hòa",
      "hoà",
      "thủy",
      "Thuỷ",
      "khoẻ",
      "lòe",
      "quý",
      "già",
      "toàn",
      "Đông",
      "HOÀ",
      "1",
    );
    const text = fc.oneof(
      fc.array(syllable).map((words) => words.join(" ")),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(text, (input) => {
        expect(normaliseTone(normaliseTone(input, "new"), "old")).toBe(normaliseTone(input, "old"));
        expect(normaliseTone(normaliseTone(input, "old"), "new")).toBe(normaliseTone(input, "new"));
        expect(fold(normaliseTone(input))).toBe(fold(input));
      }),
    );
  });
});

test("Vietnamese order, numbers by value", () => {
  const sorted = [
    "An",
    "Ăn",
    "Ân",
    "Ấp",
    "Bình",
    "Dĩ An",
    "Đà Nẵng",
    "Đông",
    "On",
    "Ông",
    "Ơn",
    "Quận 1",
    "Quận 2",
    "Quận 10",
  ];
  expect(collate(sorted.toReversed())).toEqual(sorted);
});

test("people sort by given name, family name, middle name", () => {
  const people = ["Trần Văn Phong", "Lê Thị An", "Nguyễn Văn An", "Nguyễn Thị An", "Nguyễn Hữu Đạt"];
  expect(people.toSorted(comparePeople)).toEqual([
    "Lê Thị An",
    "Nguyễn Thị An",
    "Nguyễn Văn An",
    "Nguyễn Hữu Đạt",
    "Trần Văn Phong",
  ]);
});

describe("name search", () => {
  const units = [
    "Phường Hòa Hưng",
    "Phường Hoà Bình",
    "Xã Hoa Lộc",
    "Phường Khoa Học",
    "Xã Bình Hưng Hòa",
    "Phường Bình Thạnh",
  ];
  const index = units.map((name) => ({ item: name, name: prepareName(name.replace(/^\S+ /, "")) }));
  const find = (query: string) => searchNames(query, index).map((hit) => hit.item);

  test("the same marks first, then the other tone style, then without marks", () => {
    const scores = ["hòa", "hoà", "hóa", "hoa"].map((name) => rankMatch("hòa", name));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores.slice(0, 3)).size).toBe(3);
    expect(find("Hoà").slice(0, 2)).toEqual(["Phường Hoà Bình", "Phường Hòa Hưng"]);
  });

  test("without marks: prefix, then word start, then inside a word", () => {
    expect(find("hoa")).toEqual([
      "Xã Hoa Lộc",
      "Phường Hoà Bình",
      "Phường Hòa Hưng",
      "Xã Bình Hưng Hòa",
      "Phường Khoa Học",
    ]);
  });

  test("every word must match, in any order", () => {
    expect(find("hung hoa")).toEqual(["Xã Bình Hưng Hòa", "Phường Hòa Hưng"]);
    expect(find("binh tan")).toEqual([]);
    expect(rankMatch("", "Hòa")).toBe(0);
  });

  test("six hundred names are searched within a key press", () => {
    const many = Array.from({ length: 600 }, (_, i) => ({
      item: i,
      name: prepareName(`Phường Hòa Hưng ${i}`),
    }));
    searchNames("hòa", many);
    const start = performance.now();
    for (let i = 0; i < 10; i++) searchNames("hòa hưng", many);
    expect((performance.now() - start) / 10).toBeLessThan(50);
  });
});
