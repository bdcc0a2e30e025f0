import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { layoutOf, lockDataDir } from "./data-dir.ts";
import { startClickhouse } from "./index.ts";
import { quietClient, rowsOf, startTestEngine, temporaryDir, until } from "./testing.ts";

describe("life of the engine", { timeout: 60_000 }, () => {
  test("starts, answers, stops, and finds its data again", async () => {
    const dataDir = temporaryDir();
    const states: string[] = [];
    const first = await startClickhouse({ dataDir, onState: (state) => states.push(state) });
    const client = quietClient(first);
    expect(await client.ping()).toEqual({ success: true });
    await client.command({ query: "CREATE TABLE kept (a UInt32) ENGINE = MergeTree ORDER BY a" });
    await client.insert({ table: "kept", values: [{ a: 7 }], format: "JSONEachRow" });
    await first.stop();
    await first.stop();
    await client.close();
    expect(states).toEqual(["ready", "stopped"]);
    expect(first.pid).toBeUndefined();
    expect(readFileSync(layoutOf(dataDir).version, "utf8").trim()).toBe(first.version);

    const second = await startClickhouse({ dataDir });
    const again = quietClient(second);
    expect(await rowsOf(again, "SELECT a FROM kept")).toEqual([[7]]);
    await again.close();
    await second.stop();
    rmSync(dataDir, { recursive: true });
  });

  test("is restarted on the same port when its process dies", async () => {
    const { engine, client, close } = await startTestEngine();
    const exits: unknown[] = [];
    engine.onExit((exit) => exits.push(exit));
    for (let round = 1; round <= 2; round += 1) {
      process.kill(engine.pid ?? 0, "SIGKILL");
      await until(() => engine.restarts === round && engine.state === "ready");
      expect(await rowsOf(client, "SELECT 1")).toEqual([[1]]);
    }
    expect(exits).toEqual(Array(2).fill({ code: null, signal: "SIGKILL", expected: false }));
    await close();
    expect(engine.state).toBe("stopped");
  });

  test("lets a running request finish when it is stopped", async () => {
    const { engine, client, close } = await startTestEngine();
    const running = rowsOf(client, "SELECT sleep(1.5), 7");
    await until(
      async () =>
        (await rowsOf(client, "SELECT 1 FROM system.processes WHERE query LIKE '%sleep(1.5)%7%'")).length > 1,
    );
    const stopped = engine.stop();
    expect(await running).toEqual([[0, 7]]);
    await stopped;
    await close();
  });

  test("ends by itself when its parent dies", async () => {
    const dataDir = temporaryDir();
    const door = fileURLToPath(new URL("./index.ts", import.meta.url));
    const program = `import { startClickhouse } from ${JSON.stringify(door)};
      const engine = await startClickhouse({ dataDir: ${JSON.stringify(dataDir)} });
      process.stdout.write(String(engine.pid));`;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [text] = (await once(parent.stdout, "data")) as [Buffer];
    const pid = Number(text.toString());
    parent.kill("SIGKILL");
    await until(() => !existsSync(`/proc/${pid}`));
    rmSync(dataDir, { recursive: true });
  });
});

describe("refusals", { timeout: 60_000 }, () => {
  test("a directory in use is not opened twice, and the first keeps working", async () => {
    const { client, dataDir, close } = await startTestEngine();
    await expect(startClickhouse({ dataDir })).rejects.toMatchObject({ code: "data-dir-in-use" });
    expect(await rowsOf(client, "SELECT 1")).toEqual([[1]]);
    await close();
  });

  test("a lock left by a dead process, or half written, is taken over", () => {
    const dataDir = temporaryDir();
    for (const left of [
      JSON.stringify({ pid: process.pid, startedAtTicks: "1" }),
      '{"pid":',
      JSON.stringify({ pid: 2 ** 22 + 1 }),
    ]) {
      writeFileSync(layoutOf(dataDir).owner, left);
      lockDataDir(dataDir)();
    }
    const unlock = lockDataDir(dataDir);
    expect(() => lockDataDir(dataDir)).toThrow(expect.objectContaining({ code: "data-dir-in-use" }));
    unlock();
    rmSync(dataDir, { recursive: true });
  });

  test("a directory of a newer engine is not opened", async () => {
    const dataDir = temporaryDir();
    writeFileSync(layoutOf(dataDir).version, "99.1.1.1\n");
    await expect(startClickhouse({ dataDir })).rejects.toMatchObject({ code: "data-dir-too-new" });
    rmSync(dataDir, { recursive: true });
  });

  test("a port in use is said to be", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const dataDir = temporaryDir();
    await expect(startClickhouse({ dataDir, port })).rejects.toMatchObject({ code: "port-in-use" });
    server.close();
    rmSync(dataDir, { recursive: true });
  });

  test.each([{ user: "default" }, { user: "a b" }, { password: "" }, { port: 70_000 }])(
    "options %j",
    async (options) => {
      await expect(startClickhouse({ dataDir: "/nowhere", ...options })).rejects.toMatchObject({
        code: "option-invalid",
      });
    },
  );
});
