/** For tests: the program's server with routes of the test's own, and requests that no well-behaved client sends. */
import { connect } from "node:net";
import { createApp, type RunningApp } from "../../app.ts";
import type { Actor } from "../actor.ts";
import type { Http } from "../module.ts";
import { createTestPlace, silentLog, type TestPlace } from "../testing.ts";
import { createHttp, finishHttp } from "./server.ts";

export interface TestHttp {
  readonly place: TestPlace;
  readonly running: RunningApp;
  /** The program's own routes. */
  readonly http: Http;
  /** A second server on the same app; the test's routes hang on it, and everyone is `actor`. */
  bare(routes: (http: Http) => void, options?: { actor?: Actor; webRoot?: string }): Promise<Http>;
  close(): Promise<void>;
}

export async function startTestHttp(environment: Record<string, string> = {}): Promise<TestHttp> {
  const place = await createTestPlace(environment);
  const running = await createApp({ ...place, log: silentLog(), demo: false });
  const opened: Http[] = [];
  return {
    place,
    running,
    http: running.http,
    bare: async (routes, options = {}) => {
      const actor: Actor = options.actor ?? { kind: "anonymous" };
      const http = await createHttp({ app: running.app, authenticate: async (): Promise<Actor> => actor });
      opened.push(http);
      routes(http);
      await finishHttp(http, options.webRoot);
      return http;
    },
    close: async () => {
      for (const http of opened) await http.close();
      await running.close();
      await place.remove();
    },
  };
}

/** Sends `text` as it is and collects what comes back until the other side closes. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.on("data", (chunk) => (answer += String(chunk)));
    socket.on("close", () => resolve(answer));
    socket.on("error", (error) => (answer === "" ? reject(error) : resolve(answer)));
    socket.setTimeout(5_000, () => socket.destroy());
  });
}
