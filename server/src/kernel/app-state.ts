/** State that lives as long as the running app and belongs to one module, reached from any of its contexts. */
import type { Context } from "./context.ts";

export interface AppState<T> {
  set(app: { readonly state: Map<symbol, unknown> }, value: T): void;
  /** @throws TypeError before the module has started */
  of(ctx: Pick<Context, "state">): T;
}

/** `const ingest = defineAppState<Ingest>("telemetry.ingest")`; set once in the module's `start`. */
export function defineAppState<T>(name: string): AppState<T> {
  const key = Symbol(name);
  return {
    set: (app, value) => void app.state.set(key, value),
    of: (ctx) => {
      if (!ctx.state.has(key)) throw new TypeError(`${name} is used before its module has started`);
      return ctx.state.get(key) as T;
    },
  };
}
