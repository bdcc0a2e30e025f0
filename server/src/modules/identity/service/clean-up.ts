/** Removing what is over. Accounts, grants and tokens stay: who could do what when must remain known. */
import type { Context } from "../../../kernel/context.ts";
import { authorise } from "../../../kernel/policy.ts";
import { identityPolicy } from "../policy.ts";
import { deleteDeadSessions } from "../store/sessions.ts";
import { idleLimit } from "./identify.ts";
import { dropOldFailures } from "./lockout.ts";

/** Returns how many of each were removed; running twice does no harm. */
export async function cleanUp(ctx: Context): Promise<{ sessions: number; failures: number }> {
  authorise(ctx, identityPolicy, "end", "session");
  const sessions = await deleteDeadSessions(ctx, { at: ctx.now(), usedSince: idleLimit(ctx) });
  return { sessions, failures: await dropOldFailures(ctx) };
}
