/**
 * npm run import -- FILE --station CODE [--time-label instant|start|end] [--zone Asia/Ho_Chi_Minh] [--plan plan.json]
 *
 * Imports a CSV or TSV file into the running program, by the same way as the page: upload, preview, import.
 * The mapping is the one the preview suggests, or the plan given. With a station column, --station NAME=CODE is
 * given once for each name in the file. Needs a token: DOTHI_TOKEN=… (see `npm run token`) and, if the program is
 * not at http://127.0.0.1:8080, DOTHI_URL=….
 */
import { createReadStream, readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { MeasurementMapping, SniffResult } from "@dothi/tabular";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    station: { type: "string", multiple: true, default: [] },
    "time-label": { type: "string", default: "instant" },
    zone: { type: "string", default: "Asia/Ho_Chi_Minh" },
    interval: { type: "string", default: "3600" },
    plan: { type: "string" },
  },
});
const [file] = positionals;
const token = process.env.DOTHI_TOKEN;
const base = process.env.DOTHI_URL ?? "http://127.0.0.1:8080";
if (!file || !token) {
  console.error(
    readFileSync(import.meta.filename, "utf8")
      .split("*/", 1)[0]
      ?.replaceAll(/^\/?\s?\*+ ?/gm, ""),
  );
  process.exit(2);
}

const { fileHash } = await upload(file);
const plan = values.plan
  ? (JSON.parse(readFileSync(values.plan, "utf8")) as object)
  : await suggestedPlan(fileHash);
const { importId, existing } = await call<{ importId: string; existing: boolean }>(
  "POST",
  "/api/telemetry/imports",
  { fileHash, fileName: basename(file), plan },
);
if (existing) console.log("Tệp này đã được nhập trước đó / this file was imported before");
await follow(importId);

async function upload(path: string): Promise<{ fileHash: string }> {
  console.log(`… tải lên / uploading ${basename(path)} (${statSync(path).size.toLocaleString("vi")} byte)`);
  const body = Readable.toWeb(createReadStream(path)) as unknown as NonNullable<RequestInit["body"]>;
  return answered(
    await fetch(`${base}/api/telemetry/import-files`, {
      method: "POST",
      headers: { ...headers(), "content-type": "text/csv" },
      body,
      duplex: "half",
    } as RequestInit),
  );
}

async function suggestedPlan(hash: string): Promise<object> {
  const preview = await call<{
    sniff: SniffResult;
    suggestion: { mapping: MeasurementMapping | null; notes: { vi: string }[] };
    stations: { text: string; thing: string | null }[];
  }>("POST", "/api/telemetry/import-previews", { fileHash: hash });
  for (const { vi } of [...preview.sniff.warnings, ...preview.suggestion.notes]) console.log(`! ${vi}`);
  const { mapping } = preview.suggestion;
  if (mapping?.shape !== "wide")
    throw new Error(
      "Không đoán được cách ghép cột; hãy đưa --plan / no mapping could be suggested: give --plan",
    );
  const { encoding, delimiter, quote, decimal, thousands, preambleLines, headerRow } = preview.sniff;
  const column = mapping.station && "column" in mapping.station ? mapping.station.column : undefined;
  return {
    dialect: { encoding, delimiter, quote, decimal, thousands, preambleLines, headerRow },
    time: { ...mapping.time, zone: values.zone },
    timeLabel: values["time-label"],
    ...(column === undefined ? {} : { stationColumn: column }),
    stations: stationsOf(column, preview.stations),
    values: mapping.values.map(({ column: c, property }) => ({ column: c, property })),
    intervalSeconds: Number(values.interval),
  };
}

function stationsOf(
  column: number | undefined,
  found: { text: string; thing: string | null }[],
): { text: string; thing: string }[] {
  const given = new Map(
    values.station.map((s) => (s.includes("=") ? (s.split("=", 2) as [string, string]) : (["", s] as const))),
  );
  if (column === undefined) return [{ text: "", thing: given.get("") ?? "" }];
  return found.flatMap(({ text, thing }) => {
    const code = given.get(text) ?? thing;
    return code ? [{ text, thing: code }] : [];
  });
}

async function follow(id: string): Promise<void> {
  for (;;) {
    const row = await call<{
      state: string;
      rowsRead: number;
      rowsRefused: number;
      observations: number;
      unchanged: number;
      jobId: string;
    }>("GET", `/api/telemetry/imports/${id}`);
    if (row.state === "done") {
      const number = (n: number) => n.toLocaleString("vi");
      console.log(
        `Đã đọc ${number(row.rowsRead)} dòng: lưu ${number(row.observations)}, không đổi ${number(row.unchanged)}, từ chối ${number(row.rowsRefused)} dòng`,
      );
      if (row.rowsRefused > 0)
        console.log(`Danh sách từ chối / refused rows: ${base}/api/telemetry/imports/${id}/refused`);
      return;
    }
    if (row.state === "failed")
      throw new Error(
        `Nhập không thành công / the import failed: ${JSON.stringify(await call("GET", `/api/jobs/${row.jobId}`))}`,
      );
    await sleep(300);
  }
}

function headers(): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const json = body
    ? { body: JSON.stringify(body), headers: { ...headers(), "content-type": "application/json" } }
    : { headers: headers() };
  return answered(await fetch(`${base}${path}`, { method, ...json }));
}

async function answered<T>(answer: Response): Promise<T> {
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text) as T;
  const problem = JSON.parse(text) as { title?: string; detail?: string; code?: string };
  console.error(`${problem.title ?? answer.status}\n${problem.detail ?? ""} (${problem.code ?? ""})`);
  process.exit(1);
}
