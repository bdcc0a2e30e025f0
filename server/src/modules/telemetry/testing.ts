/** For tests of telemetry and of what builds on it: a small running app with stations to send to. */
import { createApp, type RunningApp } from "../../app.ts";
import type { Role } from "../../kernel/actor.ts";
import type { Context } from "../../kernel/context.ts";
import { createTestPlace, silentLog, type TestPlace } from "../../kernel/testing.ts";
import { createDevice, registerDatastream, registerThing } from "./service/things.ts";

export interface TelemetryTest {
  readonly place: TestPlace;
  readonly running: RunningApp;
  /** A context of an account with one city-wide role. */
  as(role: Role, agencyCode?: string): Context;
  close(): Promise<void>;
}

export async function startTelemetryTest(
  options: { now?: () => Date; config?: Record<string, string> } = {},
): Promise<TelemetryTest> {
  const place = await createTestPlace(options.config);
  const running = await createApp({
    config: place.config,
    log: silentLog(),
    databaseUrl: place.databaseUrl,
    clickhouseUrl: place.clickhouseUrl,
    demo: false,
    ...(options.now ? { now: options.now } : {}),
  });
  return {
    place,
    running,
    as: (role, agencyCode) =>
      running.app.contextFor({
        kind: "account",
        accountId: "00000000-0000-4000-8000-000000000001",
        displayName: `test ${role}`,
        grants: [{ role, agencyCode: agencyCode ?? null }],
        via: "token",
      }),
    close: async () => {
      await running.close();
      await place.remove();
    },
  };
}

/** A station with one series a property and a device that may send for it. */
export async function addStation(
  ctx: Context,
  input: {
    code: string;
    properties: readonly string[];
    agencyCode?: string;
    timeLabel?: "instant" | "start" | "end";
    intervalSeconds?: number;
  },
) {
  const { code, timeLabel = "instant", intervalSeconds = 600, agencyCode = "SNNMT" } = input;
  const thing = {
    code,
    nameVi: `Trạm ${code}`,
    nameEn: `Station ${code}`,
    description: "",
    kind: "air-station",
    agencyCode,
    lon: 106.7,
    lat: 10.77,
  };
  const { id } = await registerThing(ctx, thing);
  const series: Record<string, number> = {};
  for (const property of input.properties) {
    const added = await registerDatastream(ctx, code, {
      property,
      sensor: "test",
      intervalSeconds,
      timeLabel,
      verticalDatum: null,
    });
    series[property] = added.id;
  }
  const device = await createDevice(ctx, { userName: `dev-${code}`, things: [code] });
  return { thingId: id, series, device };
}
