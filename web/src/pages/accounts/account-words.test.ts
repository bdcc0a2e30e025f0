import { expect, test } from "vitest";
import { findDevices } from "../devices/DeviceList.tsx";
import { browserOf, expiryOf, grantInput, holdsGrant } from "./account-words.ts";

test("browsers in words", () => {
  const chrome =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";
  expect(browserOf(chrome)).toBe("Chrome · Windows");
  expect(browserOf(`${chrome} Edg/140.0.0.0`)).toBe("Edge · Windows");
  expect(browserOf("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1")).toBe(
    "Safari · iPhone",
  );
  expect(browserOf("curl/8.5")).toBe("curl/8.5");
});

test("grants keep their dates, and are compared by role and place", () => {
  const grant = {
    role: "officer" as const,
    agencyCode: "X",
    agencyName: "Sở X",
    validFrom: "2026-01-01T00:00:00Z",
    validTo: null,
  };
  expect(grantInput(grant)).toEqual({
    role: "officer",
    agencyCode: "X",
    validFrom: "2026-01-01T00:00:00Z",
    validTo: null,
  });
  expect(holdsGrant([grantInput(grant)], { role: "officer", agencyCode: "X" })).toBe(true);
  expect(holdsGrant([grantInput(grant)], { role: "officer", agencyCode: null })).toBe(false);
  expect(expiryOf(7, Date.UTC(2026, 0, 1))).toBe("2026-01-08T00:00:00.000Z");
});

test("devices are found by name and station", () => {
  const devices = [
    { id: 1, userName: "kk-01", things: [{ code: "kk-ben-thanh", nameVi: "Trạm Bến Thành", nameEn: "" }] },
    { id: 2, userName: "kk-02", things: [] },
  ];
  expect(findDevices(devices, "bến thành").map(({ id }) => id)).toEqual([1]);
  expect(findDevices(devices, "").length).toBe(2);
});
