import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../app.ts";
import { type Actor, roles } from "../../kernel/actor.ts";
import { getAgency, listUnits } from "./index.ts";
import {
  activateBoundarySet,
  getBoundaries,
  importBoundaries,
  listBoundarySets,
  locate,
} from "./service/boundaries.ts";
import { seedRegistry } from "./service/seed.ts";
import { actorWith, anonymous, openRegistry, type RegistryPlace } from "./testing.ts";

let place: RegistryPlace;
beforeAll(async () => {
  place = await openRegistry(createApp);
});
afterAll(() => place?.close());

const device: Actor = { kind: "device", thingId: 1 };
const others: [string, Actor, string][] = [
  ["a stranger", anonymous, "kernel.login-required"],
  ["a device", device, "kernel.forbidden"],
  ...roles
    .filter((role) => role !== "administrator")
    .map((role): [string, Actor, string] => [role, actorWith(role), "kernel.forbidden"]),
];

describe.each(others)("%s", (_who, actor, refusal) => {
  test("may read", async () => {
    const ctx = place.contextOf(actor);
    expect((await listUnits(ctx, { limit: 1 })).items).toHaveLength(1);
    expect((await getAgency(ctx, "SYT")).code).toBe("SYT");
    expect((await getBoundaries(ctx, "active", "light")).body).toContain("FeatureCollection");
    expect((await locate(ctx, [106.7, 10.77])).unit).not.toBeNull();
  });

  test("may not import, list or activate boundaries, nor seed", async () => {
    const ctx = place.contextOf(actor);
    const collection = { type: "FeatureCollection" as const, features: [{}] };
    const file = { collection, bytes: Buffer.from("{}") };
    await expect(importBoundaries(ctx, file, { source: "test", credit: "test" })).rejects.toMatchObject({
      code: refusal,
    });
    await expect(listBoundarySets(ctx, {})).rejects.toMatchObject({ code: refusal });
    await expect(activateBoundarySet(ctx, 1)).rejects.toMatchObject({ code: refusal });
    await expect(seedRegistry(ctx)).rejects.toMatchObject({ code: refusal });
  });
});

test("an administrator's token without the scope may not import", async () => {
  const actor = actorWith("administrator");
  const ctx = place.contextOf({ ...actor, scopes: ["registry:read"] } as Actor);
  await expect(activateBoundarySet(ctx, 1)).rejects.toMatchObject({ code: "kernel.forbidden" });
  expect((await listUnits(ctx, { limit: 1 })).items).toHaveLength(1);
});

test("a stranger's import is refused before its body is read", async () => {
  const answer = await place.http.inject({
    method: "POST",
    url: "/api/registry/boundaries?source=test&credit=test",
    headers: { "content-type": "application/json" },
    payload: "not even JSON",
  });
  expect([answer.statusCode, answer.json().code]).toEqual([401, "kernel.login-required"]);
});
