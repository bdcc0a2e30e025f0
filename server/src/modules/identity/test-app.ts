/** The program as identity's tests see it: a clock to move, and browsers that keep their cookie. */

import type { Config } from "../../kernel/config.ts";
import type { Context } from "../../kernel/context.ts";
import type { Log } from "../../kernel/log.ts";
import type { App, Http } from "../../kernel/module.ts";
import { createTestPlace, silentLog } from "../../kernel/testing.ts";

/** `createApp` of app.ts, which lies above the modules and is handed in by the tests. */
type CreateApp = (options: {
  config: Config;
  log: Log;
  databaseUrl: string;
  clickhouseUrl: string;
  demo: boolean;
  now: () => Date;
}) => Promise<RunningApp>;

interface RunningApp {
  readonly app: App;
  readonly http: Http;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  readonly body: any;
  readonly headers: Readonly<Record<string, unknown>>;
}

interface Call {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly address?: string;
}

export interface TestApp {
  readonly running: RunningApp;
  readonly system: Context;
  moveClock(seconds: number): void;
  call(method: string, url: string, call?: Call): Promise<Answer>;
  withToken(token: string): TestApp["call"];
  /** Events of a name in order of emission. */
  events(name: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function startTestApp(
  createApp: CreateApp,
  options: { demo?: boolean; environment?: Record<string, string> } = {},
): Promise<TestApp> {
  const place = await createTestPlace(options.environment);
  let offsetMs = 0;
  const { config, databaseUrl, clickhouseUrl } = place;
  const now = () => new Date(Date.now() + offsetMs);
  const running = await createApp({
    config,
    databaseUrl,
    clickhouseUrl,
    log: silentLog(),
    demo: options.demo ?? false,
    now,
  });
  const { app, http } = running;

  async function call(method: string, url: string, { body, headers, address }: Call = {}): Promise<Answer> {
    const response = await http.inject({
      method: method as "GET",
      url,
      remoteAddress: address ?? "10.1.2.3",
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { payload: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = response.body;
    return {
      status: response.statusCode,
      body: text === "" ? null : JSON.parse(text),
      headers: response.headers,
    };
  }

  return {
    running,
    system: app.contextFor({ kind: "system", task: "test" }),
    moveClock: (seconds) => {
      offsetMs += seconds * 1000;
    },
    call,
    withToken: (token) => (method, url, given) =>
      call(method, url, { ...given, headers: { authorization: `Bearer ${token}`, ...given?.headers } }),
    events: async (name) => {
      const { rows } = await app.postgres.pool.query(
        "select payload from kernel.outbox where name = $1 order by id",
        [name],
      );
      return rows.map((row: { payload: Record<string, unknown> }) => row.payload);
    },
    close: async () => {
      await running.close();
      await place.remove();
    },
  };
}

export interface Browser {
  readonly cookie: string;
  readonly csrfToken: string;
  call(method: string, url: string, call?: Call): Promise<Answer>;
}

/** Logs in and goes on with the cookie and the anti-forgery token, as the pages do. */
export async function openBrowser(app: TestApp, userName: string, password: string): Promise<Browser> {
  const answer = await app.call("POST", "/api/identity/login", { body: { userName, password } });
  if (answer.status !== 200) throw new Error(`log-in failed: ${JSON.stringify(answer.body)}`);
  const cookie = String(answer.headers["set-cookie"]).split(";")[0] ?? "";
  const csrfToken: string = answer.body.csrfToken;
  return {
    cookie,
    csrfToken,
    call: (method, url, given) =>
      app.call(method, url, { ...given, headers: { cookie, "x-csrf-token": csrfToken, ...given?.headers } }),
  };
}
