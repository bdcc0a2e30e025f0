/** One field's complaint inside a problem. `path` is a JSON pointer or a field name. */
export type FieldError = { path: string; message: string; code?: string };

/** What an RFC 9457 problem+json answer says, with the members this program adds. */
export type Problem = {
  status: number;
  code: string;
  title: string;
  detail?: string;
  requestId?: string;
  errors: FieldError[];
  /** Every other member, for example `retryAfterSeconds`. */
  extra: Record<string, unknown>;
};

/** A refused or failed request. `code` is stable (`identity.account-locked`); the texts are for people. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = "ApiError";
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }

  get requestId(): string | undefined {
    return this.problem.requestId;
  }
}

/** Code of an error made here because no server answered. */
export const NETWORK_ERROR = "client.network";

/** Reads a problem+json body; whatever it lacks is filled from the status and the headers. */
export function readProblem(body: unknown, status: number, headerRequestId?: string | null): Problem {
  const source = isRecord(body) ? body : {};
  const { status: _status, type: _type, code, title, detail, requestId, errors, ...extra } = source;
  const id = typeof requestId === "string" ? requestId : headerRequestId;
  return {
    status,
    code: typeof code === "string" ? code : `http.${status}`,
    title: typeof title === "string" ? title : `HTTP ${status}`,
    ...(typeof detail === "string" ? { detail } : {}),
    ...(id ? { requestId: id } : {}),
    errors: Array.isArray(errors) ? errors.flatMap(readFieldError) : [],
    extra,
  };
}

function readFieldError(item: unknown): FieldError[] {
  if (!isRecord(item)) return [];
  const path = item.path ?? item.pointer ?? item.field;
  const message = item.message ?? item.detail;
  if (typeof path !== "string" || typeof message !== "string") return [];
  return [{ path, message, ...(typeof item.code === "string" ? { code: item.code } : {}) }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
