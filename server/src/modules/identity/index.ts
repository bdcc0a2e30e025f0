/** The door of identity: who people and programs are, and what they hold. */
import type { App, ModuleDefinition } from "../../kernel/module.ts";
import { identitySchedules, identityTasks } from "./jobs.ts";
import { authenticate } from "./routes/authenticate.ts";
import { registerRoutes } from "./routes/index.ts";
import { seedDemoAccounts } from "./service/demo.ts";
import { createRuntime, runtime } from "./service/runtime.ts";
import { ensureBootstrapToken } from "./service/service-accounts.ts";

export * from "./events.ts";
export type { DemoAccountView } from "./schema.ts";
export { listDemoAccounts } from "./service/demo.ts";
export { issueServiceToken, type ServiceTokenInput } from "./service/service-accounts.ts";

export const identityModule: ModuleDefinition = {
  name: "identity",
  authenticate,
  routes: registerRoutes,
  tasks: identityTasks,
  schedules: identitySchedules,
  seed: async (ctx, { demo }) => {
    if (demo) await seedDemoAccounts(ctx);
  },
  start,
};

async function start(app: App): Promise<void> {
  runtime.set(app, createRuntime());
  const secret = app.config.DOTHI_BOOTSTRAP_TOKEN;
  if (secret)
    await ensureBootstrapToken(app.contextFor({ kind: "system", task: "identity.bootstrap" }), secret);
}
