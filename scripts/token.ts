/**
 * npm run token -- --role R [--agency A] [--days 90] [--scopes a,b] [--name N]
 *
 * Makes an API token and prints it once. The token acts as a service account that holds role R in agency A
 * (without --agency: city-wide). Scopes are `module:action`, `module:*` or `*` (the default).
 * Works beside the running program: through DATABASE_URL, else through DATA_DIR/run.json, which the running
 * program writes for its owner.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { roles } from "../server/src/kernel/actor.ts";
import { type Config, readConfig } from "../server/src/kernel/config.ts";
import type { Context } from "../server/src/kernel/context.ts";
import { StartError } from "../server/src/kernel/embedded/start-error.ts";
import { AppError, type Language } from "../server/src/kernel/errors.ts";

import { createLog } from "../server/src/kernel/log.ts";
import { emitterOn, registerSubscriptions } from "../server/src/kernel/outbox.ts";
import { openPostgres, type Postgres } from "../server/src/kernel/postgres.ts";
import { issueServiceToken, type ServiceTokenInput } from "../server/src/modules/identity/index.ts";
import { modules } from "../server/src/modules.ts";

const usage = "npm run token -- --role R [--agency A] [--days 90] [--scopes a,b] [--name N]";

const config = readConfig();
const language: Language = config.DOTHI_LANG === "en" ? "en" : "vi";
try {
  const input = readInput();
  const log = createLog({ level: "warn", format: "pretty" });
  const postgres = openPostgres(await databaseUrl(config), { poolSize: 2, log });
  try {
    registerSubscriptions(modules.flatMap((module) => module.subscriptions ?? []));
    printToken(await issueServiceToken(contextOn(postgres, log), input));
  } finally {
    await postgres.close();
  }
} catch (error) {
  process.exitCode = 1;
  console.error(tell(error));
}

function readInput(): ServiceTokenInput {
  const values = readArguments();
  const role = roles.find((known) => known === values.role);
  if (!role) return refuse(`--role: ${roles.join(" | ")}`);
  const days = Number(values.days);
  if (!(days > 0)) refuse("--days: 1 … 366");
  const scopes = values.scopes.split(",").map((scope) => scope.trim());
  if (!scopes.every((scope) => /^(\*|[a-z][a-z-]*:(\*|[a-z][a-z-]*))$/.test(scope)))
    refuse("--scopes: module:action, module:*, *");
  return { role, agencyCode: values.agency ?? null, days, scopes, name: values.name };
}

function readArguments() {
  const text = { type: "string" } as const;
  const options = {
    role: text,
    agency: text,
    days: { ...text, default: "90" },
    scopes: { ...text, default: "*" },
    name: { ...text, default: "npm run token" },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function refuse(reason: string): never {
  throw new StartError({ vi: `${reason}\nCách dùng: ${usage}`, en: `${reason}\nUsage: ${usage}` });
}

/** The embedded PostgreSQL belongs to the running program; only that one knows its address. */
async function databaseUrl({ DATABASE_URL, DATA_DIR }: Config): Promise<string> {
  if (DATABASE_URL) return DATABASE_URL;
  const path = join(DATA_DIR, "run.json");
  const run = await readFile(path, "utf8").then(
    (text) => JSON.parse(text) as { pid: number; databaseUrl: string },
    () => undefined,
  );
  if (run && isAlive(run.pid)) return run.databaseUrl;
  throw new StartError({
    vi: `Chưa có Dothi nào đang chạy với DATA_DIR ${DATA_DIR}.\nHãy chạy “npm start” ở cửa sổ khác rồi thử lại, hoặc đặt DATABASE_URL.`,
    en: `No Dothi is running with DATA_DIR ${DATA_DIR}.\nRun "npm start" in another window and try again, or set DATABASE_URL.`,
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Making a token needs PostgreSQL, the clock and the outbox; the other parts are not opened. */
function contextOn(postgres: Postgres, log: Context["log"]): Context {
  const parts: Partial<Context> = {
    db: postgres.db,
    emit: emitterOn(postgres.db),
    actor: { kind: "system", task: "token" },
    now: () => new Date(),
    state: new Map(),
    config,
    log,
  };
  return parts as Context;
}

function printToken(made: Awaited<ReturnType<typeof issueServiceToken>>): void {
  const until = made.expiresAt.slice(0, 10);
  console.error(
    language === "en"
      ? `Token "${made.name}" of ${made.accountName}, scopes ${made.scopes.join(", ")}, valid until ${until}. It is shown only now:`
      : `Mã “${made.name}” của ${made.accountName}, phạm vi ${made.scopes.join(", ")}, dùng được đến ${until}. Chỉ hiện một lần:`,
  );
  console.log(made.token);
}

function tell(error: unknown): string {
  if (error instanceof StartError) return error.text[language];
  if (error instanceof AppError) return `${error.title[language]} ${error.remedy[language]}`;
  const { code, message } = error as { code?: string; message?: string };
  const notMigrated = code === "42P01" || code === "3F000";
  if (notMigrated && language === "en")
    return "The database is empty. Start Dothi on it once, then try again.";
  if (notMigrated)
    return "Cơ sở dữ liệu chưa được khởi tạo. Hãy chạy Dothi với cơ sở dữ liệu này một lần rồi thử lại.";
  return language === "en"
    ? `The database cannot be used: ${message}`
    : `Không dùng được cơ sở dữ liệu: ${message}`;
}
