import { RFC_4180 } from "@dothi/tabular";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Actor, type Role, roles } from "../../kernel/actor.ts";
import { may } from "../../kernel/policy.ts";
import { policy } from "./policy.ts";
import { findColumnTexts, importFile, listImports, uploadFile } from "./service/imports.ts";
import { computeIndices } from "./service/indices.ts";
import { createObservation } from "./service/ingest.ts";
import { listRefusals } from "./service/readings.ts";
import {
  createDevice,
  getThing,
  listDevices,
  listThings,
  moveThing,
  registerDatastream,
  registerThing,
  revokeDevice,
} from "./service/things.ts";
import { addStation, startTelemetryTest, type TelemetryTest } from "./testing.ts";

let t: TelemetryTest;
let station: Awaited<ReturnType<typeof addStation>>;
beforeAll(async () => {
  t = await startTelemetryTest();
  station = await addStation(t.as("administrator"), {
    code: "cua-snnmt",
    properties: ["pm25"],
    agencyCode: "SNNMT",
  });
});
afterAll(() => t?.close());

const actor = (role: Role, agencyCode: string | null): Actor => ({
  kind: "account",
  accountId: "00000000-0000-4000-8000-000000000002",
  displayName: "x",
  grants: [{ role, agencyCode }],
  via: "session",
});

/** The policy as a table: who may, city-wide or in the thing's own agency. */
const writers: Role[] = ["operator", "data-steward", "administrator"];
describe.each([
  ["write", "reading", writers],
  ["register", "station", writers],
  ["register", "device", writers],
  ["import", "file", writers],
  ["read", "import", [...writers, "analyst"]],
  ["read", "refusal", [...writers, "analyst"]],
] as [string, string, Role[]][])("%s %s", (action, thing, allowed) => {
  test.each(roles)("%s", (role) => {
    expect(may(actor(role, null), policy, action, thing, { agencyCode: "SNNMT" })).toBe(
      allowed.includes(role),
    );
  });
  test("a visitor may not", () => {
    expect(may({ kind: "anonymous" }, policy, action, thing)).toBe(false);
  });
});

test.each(["write reading", "register station", "register device"])("%s only in one's own agency", (row) => {
  const [action = "", thing = ""] = row.split(" ");
  expect(may(actor("operator", "SNNMT"), policy, action, thing, { agencyCode: "SNNMT" })).toBe(true);
  expect(may(actor("operator", "SXD"), policy, action, thing, { agencyCode: "SNNMT" })).toBe(false);
  expect(may(actor("operator", "SXD"), policy, action, thing, { agencyCode: null })).toBe(false);
});

test.each(["station", "reading", "index"])(
  "everyone may read a %s, also with a token of another scope",
  (thing) => {
    expect(may({ kind: "anonymous" }, policy, "read", thing)).toBe(true);
    expect(may({ ...actor("officer", null), scopes: ["cases:read"] } as Actor, policy, "read", thing)).toBe(
      true,
    );
  },
);

test("a token writes only within its scopes", () => {
  const scoped = (scope: string) => ({ ...actor("operator", null), scopes: [scope] }) as Actor;
  expect(may(scoped("telemetry:write"), policy, "write", "reading")).toBe(true);
  expect(may(scoped("telemetry:read"), policy, "write", "reading")).toBe(false);
});

describe("each service asks first", () => {
  const forbidden = { code: "kernel.forbidden" };
  const thing = {
    code: "moi",
    nameVi: "a",
    nameEn: "a",
    description: "",
    kind: "air-station",
    agencyCode: "SNNMT",
    lon: 106,
    lat: 10,
  };
  const calls: [string, (ctx: ReturnType<TelemetryTest["as"]>) => Promise<unknown>][] = [
    [
      "createObservation",
      (ctx) => createObservation(ctx, { datastreamId: station.series.pm25 ?? 0, result: 1 }),
    ],
    ["registerThing", (ctx) => registerThing(ctx, thing)],
    ["moveThing", (ctx) => moveThing(ctx, "cua-snnmt", 106, 10)],
    [
      "registerDatastream",
      (ctx) =>
        registerDatastream(ctx, "cua-snnmt", {
          property: "no2",
          sensor: "s",
          intervalSeconds: 60,
          timeLabel: "instant",
          verticalDatum: null,
        }),
    ],
    ["createDevice", (ctx) => createDevice(ctx, { userName: "moi", things: ["cua-snnmt"] })],
    ["revokeDevice", (ctx) => revokeDevice(ctx, station.device.id)],
    ["listDevices", (ctx) => listDevices(ctx)],
    [
      "findColumnTexts",
      (ctx) => findColumnTexts(ctx, { fileHash: "0".repeat(64), dialect: RFC_4180, columns: [0] }),
    ],
    ["uploadFile", (ctx) => uploadFile(ctx, (async function* () {})() as never)],
    ["listImports", (ctx) => listImports(ctx, { limit: 1 })],
    ["listRefusals", (ctx) => listRefusals(ctx, 1)],
    ["computeIndices", (ctx) => computeIndices(ctx)],
    [
      "importFile",
      (ctx) => importFile(ctx, { importId: "00000000-0000-4000-8000-000000000000" }, async () => undefined),
    ],
  ];
  test.each(calls)("%s refuses a citizen and a visitor", async (_name, call) => {
    await expect(call(t.as("citizen"))).rejects.toMatchObject(forbidden);
    await expect(call(t.running.app.contextFor({ kind: "anonymous" }))).rejects.toMatchObject({
      code: "kernel.login-required",
    });
  });
  test("an operator of another agency may not write, move or revoke", async () => {
    for (const name of [
      "createObservation",
      "moveThing",
      "registerDatastream",
      "createDevice",
      "revokeDevice",
    ]) {
      const call = calls.find(([n]) => n === name)?.[1];
      await expect(call?.(t.as("operator", "SXD"))).rejects.toMatchObject(forbidden);
    }
  });
});

test("devices are listed, without secrets, to those who may act for all their stations", async () => {
  const names = async (ctx: ReturnType<TelemetryTest["as"]>) =>
    (await listDevices(ctx)).map(({ userName }) => userName);
  expect(await names(t.as("operator", "SNNMT"))).toContain(station.device.userName);
  expect(await names(t.as("administrator"))).toContain(station.device.userName);
  expect(await names(t.as("operator", "SXD"))).toEqual([]);
  expect(JSON.stringify(await listDevices(t.as("administrator")))).not.toContain("ecret");
});

test("text of strangers is stored as text and comes back as it was", async () => {
  const evil = `<img src=x onerror=alert(1)>'; drop table telemetry.thing; --`;
  await registerThing(t.as("administrator"), {
    code: "evil",
    nameVi: evil,
    nameEn: evil,
    description: evil,
    kind: "air-station",
    agencyCode: null,
    lon: 106,
    lat: 10,
  });
  expect(await getThing(t.as("citizen"), "evil")).toMatchObject({ nameVi: evil, description: evil });
  await expect(getThing(t.as("citizen"), evil)).rejects.toMatchObject({ code: "telemetry.thing-unknown" });
  const answer = await t.running.http.inject(
    `/api/telemetry/things?kind=${encodeURIComponent(evil.slice(0, 50))}`,
  );
  expect(answer.json()).toEqual({ items: [], nextCursor: null });
  expect((await listThings(t.as("citizen"), { limit: 10 })).items.length).toBeGreaterThan(1);
});
