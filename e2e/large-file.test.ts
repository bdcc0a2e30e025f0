/** A file of 2 GB goes through upload and import while the server's memory stays where it was. */
import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callApi, createPlace, type ProgramPlace, type RunningProgram, startProgram } from "./program.ts";

const bytes = 2 * 1024 ** 3;
const note = "ghi chú dài của người trực trạm, ".repeat(25);

let place: ProgramPlace;
let program: RunningProgram;
beforeAll(async () => {
  place = await createPlace();
  program = await startProgram(place);
});
afterAll(async () => {
  await program?.stop();
  await place?.remove();
});

/** Two gigabytes of rows, made as they are sent. */
function* rows(count: { rows: number; bytes: number }) {
  yield Buffer.from("time,pm25,note\n");
  const start = Date.parse("2021-01-01T00:00:00Z");
  while (count.bytes < bytes) {
    let text = "";
    for (let i = 0; i < 1_000; i++, count.rows++) {
      const time = new Date(start + count.rows * 60_000).toISOString().slice(0, 19);
      text += `${time}Z,${20 + (count.rows % 97) / 10},${note}\n`;
    }
    const chunk = Buffer.from(text);
    count.bytes += chunk.length;
    yield chunk;
  }
}

function residentMb(): number {
  return (
    Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${program.pid}/status`, "utf8"))?.[1] ?? 0) / 1024
  );
}

test("2 GB are uploaded and imported in constant memory", async () => {
  await callApi(program, "POST", "/api/telemetry/things", {
    code: "lon",
    nameVi: "Lớn",
    nameEn: "Large",
    kind: "air-station",
    lon: 106.7,
    lat: 10.7,
  });
  const before = residentMb();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, residentMb());
  }, 100);
  const count = { rows: 0, bytes: 0 };
  const startedAt = performance.now();
  const upload = await fetch(`${program.url}/api/telemetry/import-files`, {
    method: "POST",
    headers: { authorization: `Bearer ${program.token}`, "content-type": "text/csv" },
    body: Readable.toWeb(Readable.from(rows(count))),
    duplex: "half",
  } as RequestInit);
  const { fileHash, bytes: stored } = (await upload.json()) as { fileHash: string; bytes: number };
  const uploadedAt = performance.now();
  expect(stored).toBeGreaterThan(bytes);
  const plan = {
    dialect: {
      encoding: "utf-8",
      delimiter: ",",
      quote: '"',
      decimal: ".",
      thousands: null,
      preambleLines: 0,
      headerRow: true,
    },
    time: { columns: [0], format: "iso", zone: "Asia/Ho_Chi_Minh" },
    timeLabel: "instant",
    stations: [{ text: "", thing: "lon" }],
    values: [{ column: 1, property: "pm25" }],
    intervalSeconds: 60,
  };
  const { importId } = await callApi<{ importId: string }>(program, "POST", "/api/telemetry/imports", {
    fileHash,
    fileName: "lon.csv",
    plan,
  });
  let row: { state: string; observations: number; rowsRefused: number } = {
    state: "",
    observations: 0,
    rowsRefused: 0,
  };
  while (!["done", "failed"].includes(row.state)) {
    await sleep(200);
    row = await callApi(program, "GET", `/api/telemetry/imports/${importId}`);
  }
  clearInterval(watch);
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(0);
  process.stdout.write(
    `2 GB, ${count.rows} rows: upload ${seconds(startedAt, uploadedAt)} s, import ${seconds(uploadedAt, performance.now())} s, memory ${before.toFixed(0)} → at most ${most.toFixed(0)} MB\n`,
  );
  expect(row).toMatchObject({ state: "done", observations: count.rows, rowsRefused: 0 });
  expect(most - before).toBeLessThan(350);
});
