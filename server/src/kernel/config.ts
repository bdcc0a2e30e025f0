/** Configuration: the only reader of the environment. docs/configuration.md is generated from `variables`. */

interface Variable<T> {
  readonly type: string;
  readonly fallback: T;
  readonly description: string;
  readonly parse: (text: string) => T;
  readonly secret?: true;
}

/** All problems of the environment at once, so that one start shows everything to correct. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`bad configuration:\n${problems.map((p) => `  - ${p}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

const port = (text: string) => integer(text, 0, 65535);
const choice =
  <const T extends string>(...values: T[]) =>
  (text: string): T => {
    const found = values.find((v) => v === text);
    if (!found) throw new Error(`must be one of ${values.join(", ")}`);
    return found;
  };
const url =
  (...protocols: string[]) =>
  (text: string): string => {
    if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol.slice(0, -1)))
      throw new Error(`must be a URL beginning with ${protocols.map((p) => `${p}://`).join(" or ")}`);
    return text;
  };
const flag = (text: string) => choice("true", "false")(text) === "true";

export const variables = {
  PORT: variable("port", 8080, "TCP port of the web pages and the API.", port),
  HOST: variable(
    "host",
    "127.0.0.1",
    "Address to listen on. Set 0.0.0.0 behind a TLS proxy or in a container.",
    host,
  ),
  PUBLIC_URL: variable(
    "URL",
    "",
    "Address under which people reach the program; https makes cookies Secure.",
    url("http", "https"),
  ),
  TRUST_PROXY: variable(
    "true | false",
    false,
    "Believe X-Forwarded-For and X-Forwarded-Proto of a proxy in front.",
    flag,
  ),
  DATA_DIR: variable("path", "./data", "Folder of the embedded engines, files and the ingest journal.", text),
  DATABASE_URL: variable(
    "URL",
    "",
    "An existing PostgreSQL >= 15 instead of the embedded one.",
    url("postgres", "postgresql"),
    true,
  ),
  DATABASE_POOL: variable("integer", 10, "Largest number of PostgreSQL connections of one process.", (t) =>
    integer(t, 2, 200),
  ),
  CLICKHOUSE_URL: variable(
    "URL",
    "",
    "An existing ClickHouse (HTTP interface) instead of the embedded one.",
    url("http", "https"),
    true,
  ),
  CLICKHOUSE_READER_URL: variable(
    "URL",
    "",
    "The same ClickHouse as CLICKHOUSE_URL with a user who may only read; queries written by people run as this user.",
    url("http", "https"),
    true,
  ),
  CLICKHOUSE_DATABASE_PREFIX: variable(
    "identifier",
    "dothi_",
    "Put before the name of each module's ClickHouse database.",
    identifier,
  ),
  MQTT_PORT: variable("port", 1883, "TCP port of the embedded MQTT broker.", port),
  MQTT_HOST: variable("host", "127.0.0.1", "Address the embedded MQTT broker listens on.", host),
  MQTT_URL: variable(
    "URL",
    "",
    "An existing MQTT broker instead of the embedded one; read with a shared subscription.",
    url("mqtt", "mqtts"),
    true,
  ),
  S3_URL: variable(
    "URL",
    "",
    "S3-compatible store for files: https://KEY:SECRET@host/bucket?region=…; empty = DATA_DIR/files.",
    url("http", "https"),
    true,
  ),
  SOURCE_ALLOW: variable(
    "list",
    "",
    "Inner hosts that sources of the warehouse may reach, comma separated: host, host:port or CIDR. Public web addresses need no entry.",
    hostList,
  ),
  SQL_MAX_SECONDS: variable("seconds", 60, "Longest time of one query written by a person.", (t) =>
    integer(t, 1, 3600),
  ),
  SQL_MAX_MEMORY_MB: variable("integer", 2000, "Most memory of one query written by a person.", (t) =>
    integer(t, 50, 1_000_000),
  ),
  LOG_LEVEL: variable(
    "level",
    "info",
    "Least severe level that is logged.",
    choice("trace", "debug", "info", "warn", "error", "silent"),
  ),
  LOG_FORMAT: variable(
    "json | pretty",
    "json",
    "Form of the log lines on standard error.",
    choice("json", "pretty"),
  ),
  DOTHI_LANG: variable("vi | en", "vi", "Language of the messages of the start.", choice("vi", "en")),
  DOTHI_BOOTSTRAP_TOKEN: variable(
    "text",
    "",
    "An administrator's API token to create on first start, for automation; at least 32 characters.",
    longSecret,
    true,
  ),
  SESSION_HOURS: variable("hours", 12, "A session ends after this long without use.", (t) =>
    integer(t, 1, 720),
  ),
  RATE_LIMIT_PER_MINUTE: variable(
    "integer",
    1200,
    "Requests a minute from one address before answers 429 begin.",
    (t) => integer(t, 10, 10_000_000),
  ),
} as const;

export type Config = { readonly [K in keyof typeof variables]: (typeof variables)[K]["fallback"] };

/** Reads the environment; throws {@link ConfigError} naming every variable that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const problems: string[] = [];
  const entries = Object.entries(variables).map(([name, spec]: [string, Variable<unknown>]) => {
    const given = env[name];
    if (given === undefined || given === "") return [name, spec.fallback];
    try {
      return [name, spec.parse(given)];
    } catch (error) {
      const shown = spec.secret ? "(secret)" : JSON.stringify(given);
      problems.push(`${name}=${shown}: ${error instanceof Error ? error.message : String(error)}`);
      return [name, spec.fallback];
    }
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.fromEntries(entries) as Config;
}

function variable<T extends string | number | boolean>(
  type: string,
  fallback: T,
  description: string,
  parse: (text: string) => Widen<T>,
  secret?: true,
): Variable<Widen<T>> {
  return {
    type,
    fallback: fallback as unknown as Widen<T>,
    description,
    parse,
    ...(secret ? { secret } : {}),
  };
}
type Widen<T> = T extends string ? string : T extends number ? number : boolean;

function text(value: string): string {
  if (value.trim() === "") throw new Error("must not be blank");
  return value;
}

function hostList(value: string): string {
  const wrong = value
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "" && !/^[\w.:[\]-]+(\/\d{1,3})?$/.test(entry));
  if (wrong.length > 0) throw new Error(`must be host, host:port or CIDR, comma separated; not ${wrong[0]}`);
  return value.trim();
}

function host(value: string): string {
  if (!/^[\w.:%-]+$/.test(value)) throw new Error("must be an IP address or a host name");
  return value;
}

function integer(value: string, least: number, most: number): number {
  const number = /^[+-]?\d+$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (!Number.isInteger(number) || number < least || number > most)
    throw new Error(`must be a whole number from ${least} to ${most}`);
  return number;
}

function identifier(value: string): string {
  if (!/^[a-z][a-z0-9_]{0,30}$/.test(value)) throw new Error("must be lower-case letters, digits and _");
  return value;
}

function longSecret(value: string): string {
  if (value.length < 32) throw new Error("must have at least 32 characters");
  if (!/^[\x21-\x7e]+$/.test(value)) throw new Error("must be visible ASCII characters without spaces");
  return value;
}
