/** The registry on real engines for a test file: its contexts and HTTP as a stranger and as an administrator. */

import type { Actor, Role } from "../../kernel/actor.ts";
import type { Config } from "../../kernel/config.ts";
import type { Context } from "../../kernel/context.ts";
import { createHttp, finishHttp } from "../../kernel/http/server.ts";
import type { Log } from "../../kernel/log.ts";
import type { App, Http } from "../../kernel/module.ts";
import { createTestPlace, silentLog } from "../../kernel/testing.ts";
import { registryRoutes } from "./routes.ts";

interface Running {
  readonly app: App;
  readonly http: Http;
  close(): Promise<void>;
}

/** `createApp` of app.ts, which lies above the modules and is handed in by the tests. */
export type CreateApp = (options: {
  config: Config;
  log: Log;
  databaseUrl: string;
  clickhouseUrl: string;
  demo: boolean;
  now?: () => Date;
}) => Promise<Running>;

export interface RegistryPlace {
  readonly running: Running;
  /** Asks as nobody in particular. */
  readonly http: Http;
  /** Asks as an administrator. */
  readonly adminHttp: Http;
  contextOf(actor: Actor): Context;
  close(): Promise<void>;
}

export function actorWith(role: Role): Actor {
  const accountId = "00000000-0000-4000-8000-000000000001";
  return { kind: "account", accountId, displayName: "t", grants: [{ role, agencyCode: null }], via: "token" };
}

export const anonymous: Actor = { kind: "anonymous" };

export async function openRegistry(createApp: CreateApp, now?: () => Date): Promise<RegistryPlace> {
  const place = await createTestPlace();
  const { config, databaseUrl, clickhouseUrl } = place;
  const running = await createApp({
    config,
    databaseUrl,
    clickhouseUrl,
    log: silentLog(),
    demo: false,
    ...(now ? { now } : {}),
  });
  const adminHttp = await createHttp({
    app: running.app,
    authenticate: async () => actorWith("administrator"),
  });
  await registryRoutes(adminHttp, running.app);
  await finishHttp(adminHttp, undefined);
  return {
    running,
    http: running.http,
    adminHttp,
    contextOf: (actor) => running.app.contextFor(actor),
    close: async () => {
      await adminHttp.close();
      await running.close();
      await place.remove();
    },
  };
}
