import { parentPort, workerData } from "node:worker_threads";
import { loadEngineAddon } from "./addon.ts";
import { ENGINE_SCRIPT } from "./engine-config.ts";
import { messageOf } from "./errors.ts";

/** What the child's main thread asks of this one. */
export interface EngineThreadData {
  addonPath: string;
  enginePath: string;
  configPath: string;
}

/** What this thread tells: the release before the engine runs, and the end of the engine's program. */
export type EngineThreadMessage = { type: "release"; version: string } | { type: "ended"; error?: string };

/*
 * The engine's program occupies the thread it is called on until it ends, so it has one of its own and the child's main
 * thread stays free to hear signals and its parent.
 */
const data = workerData as EngineThreadData;
const addon = loadEngineAddon(data.addonPath);
post({ type: "release", version: addon.EngineVersion() });
// `on`, not `once`: this thread must outlive the program, because ending it would have the addon close what it takes for
// a session (see addon.ts). The process ends by itself instead.
parentPort?.on("message", () => {
  try {
    addon.CreateConnection(data.enginePath, [`--config-file=${data.configPath}`, `--query=${ENGINE_SCRIPT}`]);
    post({ type: "ended" });
  } catch (error) {
    post({ type: "ended", error: messageOf(error) });
  }
});

function post(message: EngineThreadMessage): void {
  parentPort?.postMessage(message);
}
