/** Passwords of stored connections, encrypted at rest (AES-256-GCM) and bound to their connection. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { sourceError } from "./connector-errors.ts";

const format = 1;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + nonceBytes + tagBytes;

/**
 * One byte of format, 12 of nonce, 16 of tag, the ciphertext. The connection's id is associated data: a sealed
 * password copied to another connection does not open.
 * @param key 32 bytes
 */
export function sealSecret(key: Buffer, connectionId: string, text: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(connectionId, "utf8"));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(format), nonce, cipher.getAuthTag(), sealed]);
}

/** @throws `warehouse.source-secret-unreadable` for a wrong key, another connection, or changed bytes */
export function openSecret(key: Buffer, connectionId: string, sealed: Buffer): string {
  if (sealed.length < headBytes || sealed[0] !== format) throw sourceError("source-secret-unreadable");
  try {
    const nonce = sealed.subarray(1, 1 + nonceBytes);
    const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(connectionId, "utf8"));
    decipher.setAuthTag(sealed.subarray(1 + nonceBytes, headBytes));
    return Buffer.concat([decipher.update(sealed.subarray(headBytes)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw sourceError("source-secret-unreadable", {}, { cause });
  }
}
