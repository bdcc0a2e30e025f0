/** One page of another catalogue as text. */
import { sourceError } from "./connector-errors.ts";
import type { HarvestEffects } from "./effects.ts";
import { pageBounds } from "./harvested.ts";
import { getWithRetry } from "./retry.ts";
import { isPage } from "./url.ts";

export interface Page {
  readonly text: string;
  /** Bare, lower case. */
  readonly type: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * GET with retries. @throws `warehouse.source-not-catalogue` for an HTML page, e.g. a login, and those of
 * `getWithRetry`
 */
export async function getPage(
  effects: HarvestEffects,
  url: string,
  accept: string,
  signal?: AbortSignal,
): Promise<Page> {
  const options = { ...pageBounds, headers: { accept }, ...(signal ? { signal } : {}) };
  const page = await getWithRetry(effects, { url, options }, async (answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of answer.body) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks)
      .toString("utf8")
      .replace(/^\ufeff/, "");
    const type = (answer.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
    return { text, type, url: answer.url, headers: answer.headers };
  });
  if (isPage(page.text)) throw sourceError("source-not-catalogue", { url, reason: "HTML" });
  return page;
}
