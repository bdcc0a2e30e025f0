/** Hourly: sessions that are over and counts of failures that no longer matter are removed. */
import type { Schedule, Task } from "../../kernel/jobs.ts";
import { cleanUp } from "./service/clean-up.ts";

const cleanUpTask: Task = { name: "identity.clean-up", run: (ctx) => cleanUp(ctx) };

export const identityTasks: readonly Task[] = [cleanUpTask];
export const identitySchedules: readonly Schedule[] = [{ task: cleanUpTask.name, cron: "17 * * * *" }];
