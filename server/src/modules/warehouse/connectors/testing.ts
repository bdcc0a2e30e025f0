/** Local servers and effects for the tests of connectors. */

import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openFiles } from "../../../kernel/files.ts";
import { silentLog } from "../../../kernel/testing.ts";
import type { ConnectorEffects } from "./effects.ts";
import { type GuardOptions, openGuarded } from "./guard.ts";

export interface TestServer {
  readonly url: string;
  /** Paths asked for, with query. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** An HTTP server on loopback that answers as `handle` says. */
export async function serve(
  handle: (request: IncomingMessage, response: ServerResponse, url: URL) => void,
): Promise<TestServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://test");
    asked.push(`${url.pathname}${url.search}`);
    response.on("error", () => undefined);
    handle(request, response, url);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Effects on a folder of their own; loopback is allowed unless `guard` says otherwise; waits take no time. */
export async function testEffects(
  guard: GuardOptions = { allow: ["127.0.0.1"] },
): Promise<ConnectorEffects & { readonly pauses: number[] }> {
  const pauses: number[] = [];
  const folder = await mkdtemp(join(tmpdir(), "dothi-connectors-"));
  const web = openGuarded(guard);
  afterAll(async () => {
    await web.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    files: await openFiles(folder, ""),
    web,
    now: () => new Date("2026-11-24T00:00:00Z"),
    log: silentLog(),
    sleep: async (milliseconds) => void pauses.push(milliseconds),
    pauses,
  };
}

/** The code of the error with which `work` fails. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "no error";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

/** Everything a stream or iteration gives. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
