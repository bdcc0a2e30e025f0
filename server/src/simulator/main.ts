/**
 * The simulated devices of the demo city, a process that knows MQTT and nothing else of the program.
 * Usage: node main.ts <path of demo-devices.json>. Ends on SIGTERM or when its standard input closes.
 */
import { readDevices } from "./devices-file.ts";
import { startNetwork } from "./network.ts";
import { openSentState } from "./sent-state.ts";

const QUIET_MS = 60_000;

let lastLineMs = 0;

/** At most one line a minute, however many devices have the same trouble. */
function trouble(reason: string): void {
  if (Date.now() - lastLineMs < QUIET_MS) return;
  lastLineMs = Date.now();
  process.stderr.write(`simulated devices: ${reason}\n`);
}

function main(path: string | undefined): void {
  if (path === undefined) throw new Error("usage: node main.ts <path of demo-devices.json>");
  const devices = readDevices(path);
  const network = startNetwork({ devices, state: openSentState(devices.stateFile), now: Date.now, trouble });
  const stop = () => {
    network.stop();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.stdin.on("end", stop);
  process.stdin.on("close", stop);
  process.stdin.on("error", stop);
  process.stdin.resume();
}

try {
  main(process.argv[2]);
} catch (error) {
  trouble(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
