/** How long a start takes, and how much memory the whole program holds when idle. */
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { callApi, createPlace, type RunningProgram, startProgram } from "../e2e/program.ts";
import type { Figure } from "./figure.ts";

export async function measure(): Promise<Figure[]> {
  const place = await createPlace();
  try {
    const firstAt = performance.now();
    const first = await startProgram(place, { flags: [], script: "scripts/start.ts", seconds: 180 });
    const firstSeconds = (performance.now() - firstAt) / 1000;
    const filledSeconds = firstSeconds + (await untilFilled(first));
    await sleep(20_000);
    const idleMb = memoryMb(first.pid);
    await first.stop();
    const againAt = performance.now();
    const again = await startProgram(place, { flags: [], script: "scripts/start.ts" });
    const againSeconds = (performance.now() - againAt) / 1000;
    await again.stop();
    return [
      figure("first start with the demo city, until it answers (pages built before)", firstSeconds, 60),
      figure("the same, until eight days of every simulated station are stored", filledSeconds, 60),
      figure("start with existing data, until it answers", againSeconds, 5),
      {
        claim: "idle memory of all processes: server, both engines, simulated devices",
        yardstick: "absolute, proportional set size (PSS)",
        figure: `${Math.round(idleMb)} MB`,
        goal: "≤ 1,024 MB",
        met: idleMb <= 1_024,
      },
    ];
  } finally {
    await place.remove();
  }
}

function figure(claim: string, seconds: number, goal: number): Figure {
  return {
    claim,
    yardstick: "absolute",
    figure: `${seconds.toFixed(1)} s`,
    goal: `≤ ${goal} s`,
    met: seconds <= goal,
  };
}

/** Waits until the newest reading of every series that is alive is of the last hour; seconds. */
async function untilFilled(program: RunningProgram): Promise<number> {
  const startedAt = performance.now();
  for (let i = 0; i < 600; i++) {
    const { rows } = await callApi<{ rows: [number, number, string, number, number, number][] }>(
      program,
      "GET",
      "/api/telemetry/latest",
    );
    const fresh = rows.filter((row) => Date.now() - row[4] < 3 * 3_600_000).length;
    if (rows.length > 300 && fresh > rows.length * 0.95) return (performance.now() - startedAt) / 1000;
    await sleep(500);
  }
  return Number.POSITIVE_INFINITY;
}

/** PSS of a process and all below it: shared pages are counted once in all. */
function memoryMb(root: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // the process has ended meanwhile
    }
  }
  const below = (pid: number): boolean =>
    pid === root || (parents.has(pid) && pid > 1 && below(parents.get(pid) ?? 0));
  return [...parents.keys()].filter(below).reduce((sum, pid) => sum + pssMb(pid), 0);
}

function pssMb(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
