/** The telemetry of the demo city: simulated stations and the credentials of their simulated devices. */
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "../../kernel/context.ts";
import { type DemoThing, telemetrySectors } from "./sector.ts";
import { hashOf } from "./service/things.ts";
import { insertDevice } from "./store/series.ts";
import * as store from "./store/things.ts";

/** File for the simulator: where the broker is and who the devices are. */
export const demoDevicesFile = "demo-devices.json";

interface DemoDevice {
  readonly thing: string;
  readonly userName: string;
  readonly password: string;
  readonly datastreams: { id: number; property: string; intervalSeconds: number }[];
}

/** Registers the stations of all sectors and keeps the devices' secrets in DATA_DIR, readable by its owner only. */
export async function seedDemoCity(ctx: Context): Promise<void> {
  const devices: DemoDevice[] = [];
  for (const thing of telemetrySectors().flatMap((sector) => sector.demoThings))
    devices.push(await seedThing(ctx, thing));
  await writeFile(join(ctx.config.DATA_DIR, "demo-secrets.json"), JSON.stringify(devices), { mode: 0o600 });
}

async function seedThing(ctx: Context, thing: DemoThing): Promise<DemoDevice> {
  const [lon, lat] = thing.lonLat;
  const id = await store.insertThing(ctx, {
    code: thing.code,
    nameVi: thing.name.vi,
    nameEn: thing.name.en,
    description: "",
    kind: thing.kind,
    agencyCode: thing.agencyCode,
    simulated: true,
    lon,
    lat,
  });
  if (id === undefined) throw new Error(`demo station ${thing.code} is declared twice`);
  const datastreams: DemoDevice["datastreams"] = [];
  for (const { property, sensor, intervalSeconds, verticalDatum = null } of thing.datastreams) {
    const added = await store.insertDatastream(ctx, {
      thingId: id,
      property,
      sensor,
      intervalSeconds,
      timeLabel: "instant",
      verticalDatum,
    });
    if (typeof added !== "number")
      throw new Error(`demo station ${thing.code}: series ${property} is not possible (${added})`);
    datastreams.push({ id: added, property, intervalSeconds });
  }
  const password = randomBytes(18).toString("base64url");
  await insertDevice(ctx, { userName: thing.code, secretHash: hashOf(password), thingIds: [id] });
  return { thing: thing.code, userName: thing.code, password, datastreams };
}
