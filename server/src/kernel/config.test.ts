/** Configuration: every wrong value is named, all at once, and no secret is repeated. */
import { describe, expect, test } from "vitest";
import { ConfigError, readConfig, variables } from "./config.ts";

const wrong: Record<keyof typeof variables, string[]> = {
  PORT: ["-1", "65536", "8080.5", "http", "0x1F90", " "],
  HOST: ["  ", "a b"],
  PUBLIC_URL: ["dothi.vn", "ftp://dothi.vn", "javascript:alert(1)"],
  TRUST_PROXY: ["yes", "1", "TRUE"],
  DATA_DIR: ["   "],
  DATABASE_URL: ["mysql://u:geheim@h/d", "geheim"],
  DATABASE_POOL: ["1", "201", "ten"],
  CLICKHOUSE_URL: ["tcp://u:geheim@h:9000", "geheim"],
  CLICKHOUSE_READER_URL: ["clickhouse://u:geheim@h", "geheim"],
  CLICKHOUSE_DATABASE_PREFIX: ["Dothi_", "1a", "a-b", "a`b", "x".repeat(40)],
  MQTT_PORT: ["70000", "mqtt"],
  MQTT_HOST: ["  "],
  MQTT_URL: ["http://u:geheim@h", "geheim"],
  SOURCE_ALLOW: ["a b", "http://x", "h,;"],
  SQL_MAX_SECONDS: ["0", "x"],
  SQL_MAX_MEMORY_MB: ["1", "x"],
  S3_URL: ["s3://KEY:geheim@bucket", "geheim"],
  LOG_LEVEL: ["verbose", "INFO"],
  LOG_FORMAT: ["text"],
  DOTHI_LANG: ["fr", "VI"],
  DOTHI_BOOTSTRAP_TOKEN: ["geheim", `${"geheim".repeat(6)} x`],
  SESSION_HOURS: ["0", "721", "1.5"],
  RATE_LIMIT_PER_MINUTE: ["9", "-5", "many"],
};

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

test("the table above has every variable", () => {
  expect(Object.keys(wrong).sort()).toEqual(Object.keys(variables).sort());
});

describe.each(Object.entries(wrong))("%s", (name, values) => {
  test.each(values)("refuses %j", (value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name}=`));
    expect(problems[0]).not.toContain("geheim");
  });
});

test("all problems are told at once, and in the message", () => {
  const env = Object.fromEntries(Object.entries(wrong).map(([name, [value = ""]]) => [name, value]));
  const problems = problemsOf(env);
  expect(problems.map((problem) => problem.split("=", 1)[0])).toEqual(Object.keys(variables));
  expect(() => readConfig(env)).toThrow(/PORT=[\s\S]*RATE_LIMIT_PER_MINUTE=/);
});

test("absent and empty mean the default, and defaults are what they say", () => {
  const config = readConfig({ PORT: "", DATABASE_URL: "" });
  for (const [name, { fallback }] of Object.entries(variables))
    expect(config).toHaveProperty([name], fallback);
});

test("good values are read in their types", () => {
  const env = { PORT: "0", TRUST_PROXY: "true", DATABASE_URL: "postgres://a:b@h/d", SESSION_HOURS: "720" };
  expect(readConfig(env)).toMatchObject({ ...env, PORT: 0, TRUST_PROXY: true, SESSION_HOURS: 720 });
});

test("every variable whose value holds a password is secret", () => {
  const secret = Object.entries(variables).filter(([, v]) => "secret" in v);
  expect(secret.map(([name]) => name)).toEqual([
    "DATABASE_URL",
    "CLICKHOUSE_URL",
    "CLICKHOUSE_READER_URL",
    "MQTT_URL",
    "S3_URL",
    "DOTHI_BOOTSTRAP_TOKEN",
  ]);
});
