import type { ClickhouseEmbeddedErrorCode } from "./errors.ts";

/** What the supervisor hands to a child over IPC; secrets travel here and never in argv or environment. */
export interface ChildOptions {
  dataDir: string;
  port: number;
  user: string;
  password: string;
  readerPassword: string;
  memoryLimitBytes: number;
  maxConcurrentQueries: number;
  /** How long a query over `maxConcurrentQueries` waits for its turn, milliseconds. */
  queueMs: number;
  allowSources: boolean;
  fsync: boolean;
  /** How long a graceful stop waits for running requests, milliseconds. */
  drainMs: number;
}

/** Supervisor → child. */
export interface StartMessage {
  type: "start";
  options: ChildOptions;
}

/** Child → supervisor. */
export type ChildMessage =
  | { type: "ready"; version: string }
  | { type: "failed"; code: ClickhouseEmbeddedErrorCode; message: string }
  | { type: "stopped" };
