import { expect, test } from "vitest";
import { faultAt } from "./generate/faults.ts";
import { createLogger, type Logger } from "./logger.ts";
import { siteOf } from "./sites.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const NOON_MS = Date.UTC(2026, 10, 24, 5);

const device = {
  thing: "kk-ben-thanh",
  userName: "kk-ben-thanh",
  password: "",
  datastreams: [
    { id: 1, property: "pm25", intervalSeconds: 600 },
    { id: 2, property: "no2", intervalSeconds: 1800 },
  ],
};

function stepsUntil(logger: Logger, untilMs: number) {
  const steps = [];
  while (logger.dueMs <= untilMs) steps.push(logger.take());
  return steps;
}

test("history sent afterwards is what would have been sent live: no step where they join", () => {
  const history = stepsUntil(createLogger(device, NOON_MS - 8 * DAY_MS), NOON_MS + DAY_MS);
  const live = stepsUntil(createLogger(device, NOON_MS), NOON_MS + DAY_MS);
  expect(history.length).toBeGreaterThan(1290);
  expect(history.slice(-live.length)).toEqual(live);
  const healthy = history
    .filter(
      ({ atMs }) =>
        faultAt({ site: siteOf(device.thing), property: "pm25", intervalSeconds: 600 }, atMs) === undefined,
    )
    .flatMap(({ atMs, messages }) =>
      messages
        .filter(({ property }) => property === "pm25")
        .map(({ reading }) => ({ atMs, value: reading.result })),
    );
  const steps = healthy
    .slice(1)
    .map(({ atMs, value }, i) => ({ atMs, change: Math.abs(value - (healthy[i]?.value ?? value)) }));
  const changes = steps.map(({ change }) => change).toSorted((a, b) => a - b);
  const atJoin = steps
    .filter(({ atMs }) => Math.abs(atMs - NOON_MS) <= 20 * MINUTE_MS)
    .map(({ change }) => change);
  expect(Math.max(...atJoin)).toBeLessThan(changes[Math.floor(changes.length * 0.999)] ?? 0);
});

test("a reading leaves within twenty seconds of its time", () => {
  const logger = createLogger(device, NOON_MS);
  const { dueMs } = logger;
  const { atMs } = logger.take();
  expect(atMs).toBe(NOON_MS + 10 * MINUTE_MS);
  expect(dueMs - atMs).toBeGreaterThanOrEqual(0);
  expect(dueMs - atMs).toBeLessThan(20_000);
});

test("acknowledgements out of order move the mark only over what is complete; a loss goes back to the mark", () => {
  const logger = createLogger(device, NOON_MS);
  const [first, second, third] = stepsUntil(logger, NOON_MS + 31 * MINUTE_MS);
  expect([first, second, third].map((step) => step?.messages.length)).toEqual([1, 1, 2]);
  if (first === undefined || second === undefined || third === undefined)
    throw new Error("three steps are due");
  expect(logger.arrived(second)).toBeUndefined();
  expect(logger.arrived(third)).toBeUndefined();
  expect(logger.arrived(first)).toBe(NOON_MS + 20 * MINUTE_MS);
  logger.rewind();
  expect(logger.arrived(third)).toBeUndefined();
  expect(logger.take()).toEqual(third);
});
