/** What can go wrong with the embedded engine; each code is stable and safe to switch on. */
export type ClickhouseEmbeddedErrorCode =
  /** Another live process owns the data directory. */
  | "data-dir-in-use"
  /** The directory was last opened by a newer engine release than the one installed. */
  | "data-dir-too-new"
  /** The asked port on 127.0.0.1 is taken. */
  | "port-in-use"
  /** No engine is available for this operating system and processor, or the engine package changed its shape. */
  | "platform-unsupported"
  /** The engine did not become ready; the message ends with what it printed. */
  | "start-failed"
  /** The engine did not become ready in `startTimeoutMs`. */
  | "start-timeout"
  /** An option has an impossible value. */
  | "option-invalid";

/** The one error type of this package. `code` says what happened, `message` says it to an operator. */
export class ClickhouseEmbeddedError extends Error {
  readonly code: ClickhouseEmbeddedErrorCode;

  constructor(code: ClickhouseEmbeddedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ClickhouseEmbeddedError";
    this.code = code;
  }
}

/** The text of anything thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
