/** How the process ends: in order when it is asked to, and in order when a defect leaves it in an unknown state. */
import type { Log } from "./log.ts";
import { counter } from "./metrics.ts";

export interface Ending {
  /** Aborted when the end was asked for; the start looks at it between its steps. */
  readonly signal: AbortSignal;
  /** Resolves with the name of the first signal. */
  readonly asked: Promise<string>;
}

/** Listens for SIGINT and SIGTERM from now on; the second one changes nothing. */
export function awaitSignals(): Ending {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<string>();
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.on(name, () => {
      controller.abort();
      resolve(name);
    });
  return { signal: controller.signal, asked: promise };
}

const longestStopMs = 45_000;

/**
 * What nobody caught. A rejected promise ends one piece of work, which is logged and counted, and the city's program
 * goes on. A thrown exception may have stopped anything half-way: the program stops in order and ends with status 1,
 * for its supervisor to start it again.
 */
export function surviveDefects(log: Log, stop: () => Promise<void>): void {
  const rejections = counter("dothi_unhandled_rejections_total", "Promises whose rejection nobody handled");
  process.on("unhandledRejection", (error) => {
    rejections.inc();
    log.error({ err: error }, "a rejection nobody handled; the program goes on");
  });
  process.on("uncaughtException", (error, origin) => {
    log.fatal({ err: error, origin }, "an exception nobody caught; the program stops");
    setTimeout(() => process.exit(1), longestStopMs).unref();
    void stop().finally(() => process.exit(1));
  });
}
