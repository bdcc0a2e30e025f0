import fc from "fast-check";
import { expect, test } from "vitest";
import { createCache } from "./service/cache.ts";
import { demoPassword } from "./service/demo.ts";
import { hashPassword, needsRehash, refuseWeakPassword, verifyPassword } from "./service/passwords.ts";
import { csrfTokenOf, newSecret, sameSecret } from "./service/secrets.ts";
import { createTurns } from "./service/turns.ts";

test("a hash is argon2id with today's parameters and knows its password in any normal form", async () => {
  const kept = await hashPassword("đường phố sáng đèn");
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(needsRehash(kept)).toBe(false);
  expect(needsRehash(kept.replace("m=19456", "m=4096"))).toBe(true);
  expect(needsRehash(kept.replace("argon2id", "argon2i"))).toBe(true);
  expect(await verifyPassword(kept, "đường phố sáng đèn".normalize("NFD"))).toBe(true);
  expect(await verifyPassword(kept, "đường phố sáng đen")).toBe(false);
  expect(await verifyPassword(null, "đường phố sáng đèn")).toBe(false);
});

const weak = [
  "",
  "ngan",
  "elevenchars",
  "123456789012",
  "0912345678901",
  "aaaaaaaaaaaa",
  "abcabcabcabc",
  "abcdefghijkl",
  "lkjihgfedcba",
  "matkhau123456",
  "Mật khẩu 2026!",
  "M@tKhau-123456",
  "P@ssw0rd123456",
  "password password",
  "qwertyuiop123",
  "Admin@123456789",
  "hochiminh2026",
  "hanoi-vietnam",
  "quantri.quantri",
  "iloveyou1234567",
  "tranthivi-2026",
  "x".repeat(257),
];
const strong = [
  demoPassword,
  "mot cau rat dai",
  "con đường nhỏ ven sông",
  "correct horse battery",
  "7rT!pq9zLm#2",
  "東京の空は青いです今日もきれい",
];

test("what attackers try first is refused, sentences are not", () => {
  const passes = (password: string) => {
    try {
      refuseWeakPassword(password, "password", "tran.thi.vi");
      return true;
    } catch {
      return false;
    }
  };
  expect(weak.filter(passes)).toEqual([]);
  expect(strong.filter((password) => !passes(password))).toEqual([]);
});

test("random secrets are never called weak", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 24, maxLength: 24 }), (bytes) => {
      const varied = new Set(bytes).size > 12;
      if (varied) refuseWeakPassword(Buffer.from(bytes).toString("base64url"), "password", "canbo");
    }),
    { seed: 7, numRuns: 500 },
  );
});

test("secrets compare by value and the anti-forgery token depends on the session", () => {
  const [a, b] = [newSecret(), newSecret()];
  expect(sameSecret(a, `${a}`)).toBe(true);
  expect(sameSecret(a, b)).toBe(false);
  expect(sameSecret(a, "")).toBe(false);
  expect(csrfTokenOf(a)).not.toBe(csrfTokenOf(b));
});

test("the cache loads once a lifetime, forgets by account, and keeps neither failures nor nothing", async () => {
  const cache = createCache<{ accountId: string }>({ lifetimeMs: 1000, mostEntries: 2 });
  let loads = 0;
  const load = async () => ({ accountId: "a", n: ++loads });
  await Promise.all([cache.get("k", 0, load), cache.get("k", 999, load)]);
  expect(loads).toBe(1);
  await cache.get("k", 1000, load);
  expect(loads).toBe(2);
  await cache.get("k", 500, load);
  expect(loads).toBe(3);
  cache.forgetAccount("b");
  await cache.get("k", 500, load);
  expect(loads).toBe(3);
  cache.forgetAccount("a");
  await cache.get("k", 500, load);
  expect(loads).toBe(4);
  await expect(cache.get("bad", 0, () => Promise.reject(new Error("down")))).rejects.toThrow("down");
  expect(await cache.get("bad", 0, async () => undefined)).toBeUndefined();
  expect(await cache.get("bad", 0, load)).toBeDefined();
  await cache.get("third", 500, load);
  const before = loads;
  await cache.get("k", 500, load);
  expect(loads).toBe(before + 1);
});

test("a change while an answer is on its way makes the next request ask again", async () => {
  const cache = createCache<{ accountId: string }>({ lifetimeMs: 1000, mostEntries: 9 });
  let answer: (value: { accountId: string }) => void = () => undefined;
  const first = cache.get("k", 0, () => new Promise((resolve) => (answer = resolve)));
  cache.forgetAccount("a");
  answer({ accountId: "a" });
  await first;
  let asked = false;
  await cache.get("k", 1, async () => {
    asked = true;
    return undefined;
  });
  expect(asked).toBe(true);
});

test("turns of one key follow each other, few run at once, and a long queue is refused", async () => {
  const turns = createTurns({ atOnce: 2, mostWaiting: 5 });
  let running = 0;
  let most = 0;
  const order: string[] = [];
  const work = (name: string) => async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running--;
    order.push(name);
    if (name === "a1") throw new Error("a1");
  };
  const all = [
    turns.take("a", work("a1")),
    turns.take("a", work("a2")),
    turns.take("b", work("b1")),
    turns.take("c", work("c1")),
    turns.take("d", work("d1")),
  ];
  await expect(turns.take("e", work("e1"))).rejects.toMatchObject({ code: "identity.login-busy" });
  await Promise.allSettled(all);
  expect(most).toBe(2);
  expect(order.indexOf("a1")).toBeLessThan(order.indexOf("a2"));
  await turns.take("e", work("e1"));
  expect(order).toContain("e1");
});
