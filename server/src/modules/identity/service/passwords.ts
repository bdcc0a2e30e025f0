/**
 * Passwords: argon2id with the parameters of the OWASP Password Storage Cheat Sheet (19 MiB, 2 passes, 1 lane),
 * which stand in the PHC string; NFC first, so that every keyboard gives the same bytes.
 */
import { fold, nfc } from "@dothi/vietnam";
import { hash, parseOptions, verify } from "@node-rs/argon2";
import type { Bilingual } from "../../../kernel/errors.ts";
import { identityError } from "../errors.ts";
import { commonWords } from "./common-passwords-table.ts";

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;
const leastCharacters = 12;
const mostCharacters = 256;
const leastOwnLetters = 4;

/** A hash of nothing anybody knows: checked when there is no account, so that both answers take equally long. */
let decoy: Promise<string> | undefined;

/** Makes the hash that is kept, a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return hash(nfc(password), parameters);
}

/** Takes as long without a hash as with one. */
export async function verifyPassword(kept: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword(crypto.randomUUID());
  const right = await verify(kept ?? (await decoy), nfc(password).slice(0, mostCharacters * 4));
  return right && typeof kept === "string";
}

/** Whether a kept hash was made with other parameters than today's. */
export function needsRehash(kept: string): boolean {
  const made = parseOptions(kept);
  return (
    !kept.startsWith("$argon2id$") ||
    made.memoryCost !== parameters.memoryCost ||
    made.timeCost !== parameters.timeCost ||
    made.parallelism !== parameters.parallelism
  );
}

/**
 * Length counts most (NIST SP 800-63B), then what attackers try first; no rules about kinds of characters.
 * @throws `identity.password-weak` naming the field, never the password
 */
export function refuseWeakPassword(password: string, field: string, userName: string): void {
  const message = weaknessOf(nfc(password), userName);
  if (message) throw identityError("password-weak", {}, { problems: [{ path: `body/${field}`, message }] });
}

function weaknessOf(password: string, userName: string): Bilingual | undefined {
  const length = [...password].length;
  if (length < leastCharacters)
    return { vi: `cần ít nhất ${leastCharacters} ký tự`, en: `needs at least ${leastCharacters} characters` };
  if (length > mostCharacters)
    return { vi: `không quá ${mostCharacters} ký tự`, en: `at most ${mostCharacters} characters` };
  if (isRepetition(password)) return { vi: "lặp lại hoặc theo dãy", en: "repeats itself or is a sequence" };
  if (ownLetters(password, userName) < leastOwnLetters)
    return {
      vi: "quá dễ đoán: chỉ gồm từ phổ biến, tên đăng nhập hoặc chữ số",
      en: "too easy to guess: only common words, the user name or digits",
    };
  return undefined;
}

/** "abcabcabcabc", "aaaaaaaaaaab", "abcdefghijkl", "fedcba987654". */
function isRepetition(password: string): boolean {
  if (/^(.{1,6})\1+.{0,2}$/su.test(password)) return true;
  const codes = [...password].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, i) => code - (codes[i] ?? 0));
  return steps.filter((step) => Math.abs(step) <= 1).length * 3 >= steps.length * 2;
}

const lookalikes = new Map(
  [..."@a4a0o1i!i3e$s5s".matchAll(/(.)(.)/g)].map(([, sign = "", letter = ""]) => [sign, letter]),
);

/** Letters left when common words and the user name are taken out: "M@tKhau-123456" → 0. */
function ownLetters(password: string, userName: string): number {
  const folded = fold(password);
  const name = fold(userName).replace(/[^\p{L}]/gu, "");
  const words = name.length >= 3 ? [name, ...commonWords] : commonWords;
  const plain = folded
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "")
    .replace(/[@4013!$5]/g, (sign) => lookalikes.get(sign) ?? sign);
  return Math.min(lettersWithout(folded, words), lettersWithout(plain, words));
}

function lettersWithout(text: string, words: readonly string[]): number {
  const joined = text.replace(/[^\p{L}\p{N}]/gu, "");
  const rest = words.reduce((left, word) => left.replaceAll(word, " "), joined);
  return rest.replace(/[^\p{L}]/gu, "").length;
}
