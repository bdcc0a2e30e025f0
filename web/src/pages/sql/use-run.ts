import { useEffect, useEffectEvent, useRef, useState } from "react";
import { cancelSql, runSql } from "./queries.ts";
import { addPast, loadHistory, type Past, saveHistory } from "./session.ts";
import type { SqlInput, SqlResult } from "./types.ts";

/** How the running of a query goes. */
export type RunState =
  | { is: "idle" }
  | { is: "running"; startedAt: number }
  | { is: "stopped" }
  | { is: "done"; at: number; result: SqlResult; sql: string }
  | { is: "failed"; error: unknown };

/** Runs one query at a time; a new one, or leaving the page, stops the one before on the server too. */
export function useRun() {
  const [state, setState] = useState<RunState>({ is: "idle" });
  const [history, setHistory] = useState(loadHistory);
  const current = useRef<{ id: string; stop: AbortController }>(undefined);
  useEffect(() => saveHistory(history), [history]);
  const leave = useEffectEvent(stop);
  useEffect(() => () => leave(), []);

  function stop(): void {
    const running = current.current;
    if (!running) return;
    current.current = undefined;
    running.stop.abort();
    void cancelSql(running.id);
  }

  async function run(input: Omit<SqlInput, "queryId">): Promise<void> {
    stop();
    const mine = { id: crypto.randomUUID(), stop: new AbortController() };
    current.current = mine;
    const startedAt = Date.now();
    setState({ is: "running", startedAt });
    const keep = (rows: number | null) => {
      const past: Past = {
        sql: input.sql,
        at: new Date(startedAt).toISOString(),
        rows,
        milliseconds: Date.now() - startedAt,
      };
      setHistory((known) => addPast(known, past));
    };
    try {
      const result = await runSql({ ...input, queryId: mine.id }, mine.stop.signal);
      if (current.current !== mine) return;
      keep(result.rows.length);
      setState({ is: "done", at: startedAt, result, sql: input.sql });
    } catch (error) {
      if (current.current !== mine) return;
      keep(null);
      setState({ is: "failed", error });
    }
    current.current = undefined;
  }

  function cancel(): void {
    stop();
    setState({ is: "stopped" });
  }

  return { state, history, run: (input: Omit<SqlInput, "queryId">) => void run(input), cancel };
}
