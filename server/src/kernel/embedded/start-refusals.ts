/** What commonly stops a start, told with its remedy: a port that is taken, an engine that cannot be reached. */
import { createServer } from "node:net";
import type { Config } from "../config.ts";
import { AppError } from "../errors.ts";
import { StartError } from "./start-error.ts";

interface Door {
  readonly variable: "PORT" | "MQTT_PORT";
  readonly host: string;
  readonly hostVariable: "HOST" | "MQTT_HOST";
  readonly port: number;
}

function doorsOf(config: Config): Door[] {
  const web: Door = { variable: "PORT", hostVariable: "HOST", host: config.HOST, port: config.PORT };
  if (config.MQTT_URL) return [web];
  const { MQTT_HOST: host, MQTT_PORT: port } = config;
  return [web, { variable: "MQTT_PORT", hostVariable: "MQTT_HOST", host, port }];
}

/**
 * Looks at the ports before anything is started, so that a taken one is told at once.
 * @throws StartError
 */
export async function checkPorts(config: Config): Promise<void> {
  const doors = doorsOf(config);
  const [web, mqtt] = doors;
  if (mqtt && web?.port === mqtt.port && web.port !== 0)
    throw new StartError({
      vi: `PORT và MQTT_PORT cùng là ${mqtt.port}.\nHãy chọn hai cổng khác nhau.`,
      en: `PORT and MQTT_PORT are both ${mqtt.port}.\nChoose two different ports.`,
    });
  for (const door of doors) {
    if (door.port === 0) continue;
    await tryPort(door).catch((error) => refuseDoor(door, error));
  }
}

function tryPort({ host, port }: Door): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve()));
  });
}

/** Turns the failure of a start into a StartError where its cause is known; other errors pass as they are. */
export function explainStart(config: Config, error: unknown): never {
  const causes = [...causesOf(error)];
  for (const cause of causes) {
    const door = doorsOf(config).find((d) => cause.syscall === "listen" && d.port === cause.port);
    if (door) refuseDoor(door, cause);
  }
  const unreachable = causes.find((cause) => isUnreachable(cause.code ?? "") || isTimeout(cause));
  if (unreachable) throw refuseEngine(causes, unreachable);
  throw error;
}

type Cause = Error & { code?: string; syscall?: string; port?: number };

function* causesOf(error: unknown): Generator<Cause> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    yield cause;
    if (cause instanceof AggregateError) yield* cause.errors.filter((e) => e instanceof Error);
  }
}

function refuseDoor(door: Door, error: NodeJS.ErrnoException): never {
  const { variable, hostVariable, host, port } = door;
  const other = port < 1024 ? port + 8000 : port + 1;
  const choose = {
    vi: `Hãy chọn cổng khác, ví dụ: ${variable}=${other} npm start`,
    en: `Choose another, for example: ${variable}=${other} npm start`,
  };
  if (error.code === "EADDRINUSE")
    throw new StartError(
      {
        vi: `Cổng ${port} (${variable}) đang có chương trình khác dùng.\n${choose.vi}`,
        en: `Port ${port} (${variable}) is taken by another program.\n${choose.en}`,
      },
      error,
    );
  if (error.code === "EACCES")
    throw new StartError(
      {
        vi: `Cổng ${port} (${variable}) không được phép dùng.\n${choose.vi}`,
        en: `Port ${port} (${variable}) is not allowed.\n${choose.en}`,
      },
      error,
    );
  throw new StartError(
    {
      vi: `Không mở được địa chỉ ${host} (${hostVariable}): ${error.code ?? error.message}.\nHãy đặt ${hostVariable} là địa chỉ của máy này, ví dụ 127.0.0.1 hoặc 0.0.0.0.`,
      en: `The address ${host} (${hostVariable}) cannot be opened: ${error.code ?? error.message}.\nSet ${hostVariable} to an address of this machine, for example 127.0.0.1 or 0.0.0.0.`,
    },
    error,
  );
}

/** Network failures, and PostgreSQL's refusals of a user, a database or one connection more. */
const unreachableCodes = new Set(
  `ECONNREFUSED ECONNRESET ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH ETIMEDOUT EPIPE
  28P01 28000 3D000 57P03 53300`.split(/\s+/),
);
/** REQUIRED_PASSWORD, AUTHENTICATION_FAILED */
const clickhouseCodes = new Set(["194", "516"]);

function isUnreachable(code: string): boolean {
  return unreachableCodes.has(code) || clickhouseCodes.has(code);
}

function isTimeout(cause: Error): boolean {
  return /timeout exceeded when trying to connect|Timeout error|Connection terminated/.test(cause.message);
}

function refuseEngine(causes: readonly Cause[], reason: Cause): StartError {
  const clickhouse = causes.some(
    (c) => clickhouseCodes.has(c.code ?? "") || (c instanceof AppError && /ClickHouse/.test(c.message)),
  );
  const [engine, variable] = clickhouse ? ["ClickHouse", "CLICKHOUSE_URL"] : ["PostgreSQL", "DATABASE_URL"];
  const said = (reason.message || reason.code || reason.name)
    .split("\n", 1)[0]
    ?.slice(0, 300)
    .replace(/[\s.]+$/, "");
  return new StartError(
    {
      vi: `Không kết nối được ${engine}: ${said}.\nHãy kiểm tra ${variable} (địa chỉ, tài khoản, mật khẩu), và máy chủ đó có đang chạy không.`,
      en: `${engine} cannot be reached: ${said}.\nCheck ${variable} (address, user, password), and that the server is running.`,
    },
    reason,
  );
}
