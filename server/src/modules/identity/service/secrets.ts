/** Secrets that are looked up: 256 random bits, of which only the SHA-256 is kept. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits in base64url, 43 characters. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** A plain hash is enough, since what is hashed cannot be guessed. */
export function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** Compares in a time that does not depend on where two texts differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(hashSecret(a), hashSecret(b));
}

/**
 * The anti-forgery token of a session, derived from its secret, so that it need not be kept anywhere and a
 * copy of the database gives neither.
 */
export function csrfTokenOf(sessionSecret: string): string {
  return createHmac("sha256", sessionSecret).update("dothi csrf").digest("base64url");
}
