/** For tests of the warehouse and of what builds on it: a small running app, and files loaded the way people load them. */
import { Readable } from "node:stream";
import { createApp, type RunningApp } from "../../app.ts";
import type { Role } from "../../kernel/actor.ts";
import type { Context } from "../../kernel/context.ts";
import { createTestPlace, silentLog, type TestPlace, testEngines } from "../../kernel/testing.ts";
import type { Load, NewLoad } from "./schema.ts";
import { createDataset } from "./service/datasets.ts";
import { enterLoad, getLoad, runLoad, uploadFile } from "./service/loads.ts";

export interface WarehouseTest {
  readonly place: TestPlace;
  readonly running: RunningApp;
  /** A context of an account with one role, city-wide or in an agency. */
  as(role: Role, agencyCode?: string): Context;
  anonymous(): Context;
  system(): Context;
  close(): Promise<void>;
}

export async function startWarehouseTest(options: { now?: () => Date } = {}): Promise<WarehouseTest> {
  const place = await createTestPlace();
  const running = await createApp({
    config: place.config,
    log: silentLog(),
    databaseUrl: place.databaseUrl,
    clickhouseUrl: place.clickhouseUrl,
    clickhouseReaderUrl: testEngines().clickhouseReaderUrl,
    demo: false,
    ...options,
  });
  let people = 0;
  return {
    place,
    running,
    as: (role, agencyCode) =>
      running.app.contextFor({
        kind: "account",
        accountId: `00000000-0000-4000-8000-${String(++people).padStart(12, "0")}`,
        displayName: `${role} ${agencyCode ?? "city"}`,
        grants: [{ role, agencyCode: agencyCode ?? null }],
        via: "token",
      }),
    anonymous: () => running.app.contextFor({ kind: "anonymous" }),
    system: () => running.app.contextFor({ kind: "system", task: "test" }),
    close: async () => {
      await running.close();
      await place.remove();
    },
  };
}

/** A dataset of the Department of Health unless said otherwise. */
export async function addDataset(
  ctx: Context,
  name: string,
  more: { agencyCode?: string; access?: "city" | "agency"; key?: string[] } = {},
): Promise<void> {
  const title = { vi: `Bộ ${name}`, en: `Set ${name}` };
  await createDataset(ctx, { name, title, theme: "health", agencyCode: more.agencyCode ?? "SYT", ...more });
}

/** Uploads bytes and runs the load to its end, whatever it is. */
export async function loadBytes(
  ctx: Context,
  system: Context,
  input: { dataset: string; bytes: string | Uint8Array; fileName?: string } & Omit<
    NewLoad,
    "fileHash" | "fileName"
  >,
): Promise<Load> {
  const { dataset, bytes, fileName = "tep.csv", ...rest } = input;
  const body = Readable.from([Buffer.from(bytes)], { objectMode: false });
  const { fileHash } = await uploadFile(ctx, body, fileName);
  const load = await enterLoad(ctx, dataset, { fileHash, fileName, ...rest });
  await runLoad(system, { loadId: load.id }, async () => undefined).catch(() => undefined);
  return getLoad(ctx, load.id);
}
