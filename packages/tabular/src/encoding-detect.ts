/** Which encoding a file is in, by its first bytes. */
import type { Encoding } from "./dialect.ts";
import { createTranscoder, type SINGLE_BYTE_ENCODINGS } from "./transcode.ts";

/** The encoding found, whether a byte-order mark says so, and how sure it is (0–1). */
export interface EncodingGuess {
  readonly encoding: Encoding;
  readonly bom: boolean;
  readonly confidence: number;
}

type SingleByte = keyof typeof SINGLE_BYTE_ENCODINGS;

/** Preferred first where the evidence is equal. */
const ORDER: readonly SingleByte[] = ["windows-1258", "tcvn3", "vni", "viscii", "windows-1252"];
const SAMPLE_BYTES = 65_536;
/** Longer than any Vietnamese syllable. */
const WORD_BYTES = 24;

/**
 * The encoding of a sample that starts at the start of the file. UTF-8 is proved by its form; UTF-16 without mark
 * by zero bytes on one side; the single-byte ones by how many words are Vietnamese syllables when read so.
 */
export function detectEncoding(sample: Uint8Array): EncodingGuess {
  const [a, b, c] = sample;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: "utf-8", bom: true, confidence: 1 };
  if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", bom: true, confidence: 1 };
  if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", bom: true, confidence: 1 };
  const wide = detectUtf16(sample);
  if (wide) return { encoding: wide, bom: false, confidence: 0.9 };
  const utf8 = utf8Share(sample);
  if (utf8 === 1) return { encoding: "utf-8", bom: false, confidence: 1 };
  if (utf8 > 0.9) return { encoding: "utf-8", bom: false, confidence: 0.55 };
  return detectSingleByte(aroundHighBytes(sample));
}

function detectUtf16(sample: Uint8Array): Encoding | null {
  const length = Math.min(sample.length, 4096) & ~1;
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (sample[i] === 0) even++;
    if (sample[i + 1] === 0) odd++;
  }
  const half = length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return "utf-16le";
  if (even > half * 0.4 && odd < half * 0.05) return "utf-16be";
  return null;
}

/** Share of the characters beyond ASCII that are well formed; the sample may end inside one. */
function utf8Share(sample: Uint8Array): number {
  const text = new TextDecoder("utf-8").decode(sample, { stream: true });
  let good = 0;
  let bad = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0xfffd) bad++;
    else if (unit >= 0x80) good++;
  }
  return bad === 0 ? 1 : good / (good + bad);
}

/** The words with bytes beyond ASCII, and a little around them: a long file may show them late. */
function aroundHighBytes(sample: Uint8Array): Uint8Array {
  const out = new Uint8Array(SAMPLE_BYTES);
  let length = 0;
  let done = 0;
  for (let at = 0; at < sample.length && length + 2 * WORD_BYTES + 2 < SAMPLE_BYTES; at++) {
    if ((sample[at] as number) < 0x80) continue;
    const from = Math.max(done, at - WORD_BYTES);
    if (from > done) out[length++] = 10;
    done = Math.min(sample.length, at + WORD_BYTES);
    out.set(sample.subarray(from, done), length);
    length += done - from;
    at = done - 1;
  }
  return out.subarray(0, length);
}

function detectSingleByte(sample: Uint8Array): EncodingGuess {
  const scores = ORDER.map((encoding) => ({ encoding, score: vietnameseScore(decode(sample, encoding)) }));
  const ranked = scores.toSorted((a, b) => b.score - a.score);
  const [best, second] = ranked;
  if (!best) return { encoding: "windows-1258", bom: false, confidence: 0 };
  const lead = best.score - (second?.score ?? 0);
  const confidence = best.score <= 0 ? 0.3 : Math.min(0.95, 0.5 + lead / (2 * best.score));
  return { encoding: best.encoding, bom: false, confidence };
}

function decode(sample: Uint8Array, encoding: SingleByte): string {
  return new TextDecoder().decode(createTranscoder(encoding)(sample, true)).normalize("NFC");
}

const WORD = /[\p{L}\p{M}]+/gu;
const NUCLEUS =
  "[aeiouyăâêôơư]|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|yê|oa|oă|oe|oi|ôi|ơi|oo|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|oai|oao|oay|oeo|iêu|yêu|uây|uôi|uya|uyê|uyu|ươi|ươu|uao";
const SYLLABLE = new RegExp(
  `^(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|r|s|t|th|tr|v|x)?(?:${NUCLEUS})(?:c|ch|m|n|ng|nh|p|t)?$`,
);
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Words with marks that are Vietnamese syllables, less those that cannot be. */
function vietnameseScore(text: string): number {
  let score = 0;
  for (const [word] of text.matchAll(WORD)) {
    if (/^[\u0020-\u007e]*$/.test(word)) continue;
    score += isSyllable(word) ? 1 : -1;
  }
  const strange = text.match(/[\ufffd¡-¨ª-®´¶-¿×÷]/g)?.length ?? 0;
  return score - strange;
}

function isSyllable(word: string): boolean {
  const isOneCase =
    word === word.toLowerCase() ||
    word.slice(1) === word.slice(1).toLowerCase() ||
    word === word.toUpperCase();
  if (!isOneCase) return false;
  const parts = word.toLowerCase().normalize("NFD");
  const tones = parts.match(TONE)?.length ?? 0;
  return tones <= 1 && SYLLABLE.test(parts.replace(TONE, "").normalize("NFC"));
}
