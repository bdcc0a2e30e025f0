import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openSecret, sealSecret } from "./secret.ts";

const key = randomBytes(32);

test("what is sealed opens, and never looks the same twice", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const plain = Buffer.from(text).toString();
      expect(openSecret(key, "c1", sealSecret(key, "c1", plain))).toBe(plain);
    }),
  );
  expect(sealSecret(key, "c1", "x").equals(sealSecret(key, "c1", "x"))).toBe(false);
});

test("another key, another connection and every changed bit are refused", () => {
  const sealed = sealSecret(key, "c1", "mật khẩu");
  const refused = expect.objectContaining({ code: "warehouse.source-secret-unreadable" });
  expect(() => openSecret(randomBytes(32), "c1", sealed)).toThrow(refused);
  expect(() => openSecret(key, "c2", sealed)).toThrow(refused);
  expect(() => openSecret(key, "c1", sealed.subarray(0, 20))).toThrow(refused);
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => openSecret(key, "c1", changed)).toThrow(refused);
  }
});
