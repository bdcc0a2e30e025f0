import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { send, startTestEngine, type TestEngine } from "./testing.ts";

let t: TestEngine;
beforeAll(async () => {
  t = await startTestEngine();
  await t.client.command({ query: "CREATE TABLE facts (a UInt32) ENGINE = MergeTree ORDER BY a" });
  await t.client.command({ query: "INSERT INTO facts VALUES (1), (2), (3)" });
}, 60_000);
afterAll(() => t.close());

const READ_ONLY = "readonly=1&max_result_rows=100&max_execution_time=5";

/** What readonly=1 does not refuse; the reader's missing grants do. */
const ONLY_BY_GRANT = [
  "SYSTEM STOP MERGES facts",
  "SYSTEM FLUSH LOGS",
  "SELECT * FROM system.processes",
  "SELECT * FROM system.users",
];

describe("readonly=1 beside the text", { timeout: 60_000 }, () => {
  test("lets a SELECT with parameters pass", async () => {
    const response = await send(t.engine, "SELECT sum(a) FROM facts WHERE a > {low:UInt32}", {
      settings: `${READ_ONLY}&param_low=1`,
    });
    expect([response.status, await response.text()]).toEqual([200, "5\n"]);
  });

  test.each([
    "SELECT 1 SETTINGS readonly = 0",
    "SELECT 1 SETTINGS max_execution_time = 0",
    "SELECT * FROM (SELECT * FROM file('/etc/passwd', 'LineAsString') SETTINGS readonly = 0)",
    "SELECT * FROM (SELECT sum(sipHash64(number)) FROM numbers(1e12) SETTINGS readonly = 0, max_execution_time = 0)",
    "SELECT * FROM file('/etc/passwd', 'LineAsString')",
    "SELECT * FROM url('http://127.0.0.1/', 'LineAsString')",
    "SELECT * FROM remote('127.0.0.1', system.one)",
    "SELECT * FROM executable('ls', 'CSV', 'a String')",
    "SELECT 1 INTO OUTFILE '/tmp/out'",
    "CREATE TABLE other (a UInt32) ENGINE = Memory",
    "CREATE TEMPORARY TABLE other (a UInt32)",
    "INSERT INTO facts VALUES (4)",
    "ALTER TABLE facts DELETE WHERE 1",
    "DELETE FROM facts WHERE 1",
    "DROP TABLE facts",
    "TRUNCATE TABLE facts",
    "OPTIMIZE TABLE facts",
    "SET readonly = 0",
    "SET max_threads = 1",
    "SYSTEM STOP LISTEN HTTP",
    "SELECT 1; DROP TABLE facts",
  ])("refuses %s", async (query) => {
    for (const asReader of [false, true]) {
      const response = await send(t.engine, query, { settings: READ_ONLY, asReader });
      expect([response.status >= 400, (await response.text()).slice(0, 6)]).toEqual([true, "Code: "]);
    }
  });

  test.each(ONLY_BY_GRANT)("the reader cannot %s", async (query) => {
    expect(await (await send(t.engine, query, { settings: READ_ONLY, asReader: true })).text()).toContain(
      "Code: 497",
    );
  });

  test("the reader cannot end the queries of others", async () => {
    const running = send(t.engine, "SELECT sleep(1)");
    await send(t.engine, "KILL QUERY WHERE 1", { settings: READ_ONLY, asReader: true });
    expect(await (await running).text()).toBe("0\n");
  });

  test("the reader reads, and writes nothing even without readonly", async () => {
    expect(await (await send(t.engine, "SELECT sum(a) FROM facts", { asReader: true })).text()).toBe("6\n");
    for (const query of [
      "INSERT INTO facts VALUES (9)",
      "DROP TABLE facts",
      "CREATE TABLE x (a UInt8) ENGINE = Memory",
    ]) {
      expect(await (await send(t.engine, query, { asReader: true })).text()).toContain("Code: 497");
    }
  });

  test("limits rows and time", async () => {
    expect(
      await (await send(t.engine, "SELECT * FROM numbers(101)", { settings: READ_ONLY })).text(),
    ).toContain("Code: 396");
    const slow = await send(t.engine, "SELECT max(sipHash64(number)) FROM numbers(1e12)", {
      settings: "readonly=1&max_execution_time=1",
    });
    expect(await slow.text()).toContain("Code: 159");
  });

  test("everything is still there", async () => {
    expect(await (await send(t.engine, "SELECT count() FROM facts")).text()).toBe("3\n");
  });
});

describe("the caller itself, without readonly", { timeout: 60_000 }, () => {
  test.each([
    "SELECT * FROM file('/etc/passwd', 'LineAsString')",
    "SELECT * FROM url('http://127.0.0.1/', 'LineAsString')",
    "SELECT * FROM s3('http://127.0.0.1/b/k', 'CSV', 'a String')",
    "SELECT * FROM remote('127.0.0.1', system.one)",
    "SELECT * FROM sqlite('/tmp/a.db', 't')",
    "INSERT INTO FUNCTION file('/tmp/out.csv', 'CSV', 'a UInt8') VALUES (1)",
    "CREATE TABLE f (a UInt32) ENGINE = File(CSV, '/tmp/out.csv')",
    "CREATE TABLE f (a UInt32) ENGINE = URL('http://127.0.0.1/', CSV)",
    "CREATE TABLE f (a UInt32) ENGINE = Executable('ls', CSV)",
    "CREATE DICTIONARY d (a UInt64, b String) PRIMARY KEY a SOURCE(EXECUTABLE(COMMAND 'ls' FORMAT 'CSV')) LAYOUT(FLAT()) LIFETIME(0)",
    "BACKUP TABLE facts TO File('/tmp/backup')",
    "SYSTEM STOP LISTEN HTTP",
    "SYSTEM SHUTDOWN",
  ])("cannot leave the data directory or close the door: %s", async (query) => {
    const response = await send(t.engine, query);
    expect([response.status >= 400, await response.text()]).toEqual([
      true,
      expect.stringMatching(/Code: (497|1|318|159|291|481|36|482)\b/),
    ]);
  });

  test("with allowSources it can read files", async () => {
    const open = await startTestEngine({ allowSources: true });
    const response = await send(open.engine, "SELECT count() > 0 FROM file('/etc/passwd', 'LineAsString')");
    expect(await response.text()).toBe("1\n");
    await open.close();
  });
});
