/** The only place that knows HTTP statuses: errors become RFC 9457 problem documents in the reader's language. */
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { AppError, type ErrorKind, type FieldProblem, kernelError, type Language } from "../errors.ts";
import { maxDepth } from "./json-body.ts";
import { isSecretField, problemOfIssue, type ValidationIssue } from "./validation.ts";

const statusOf: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  "too-large": 413,
  unsupported: 415,
  "too-many": 429,
  internal: 500,
  unavailable: 503,
};

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  requestId: string;
  errors?: { path: string; value?: unknown; detail: string }[];
  [extra: string]: unknown;
}

/** The language a request wants: `?lang=`, then Accept-Language, then Vietnamese. */
export function languageOf(request: FastifyRequest): Language {
  const asked = (request.query as { lang?: unknown } | undefined)?.lang;
  if (asked === "en" || asked === "vi") return asked;
  const accepted = request.headers["accept-language"] ?? "";
  const [first] = accepted.split(",").map((part) => part.trim().slice(0, 2).toLowerCase());
  return first === "en" ? "en" : "vi";
}

/** Fastify's error handler: every error leaves as a problem document; texts of unexpected ones stay inside. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const known = toAppError(error, request);
  const status = statusOf[known.kind];
  if (status >= 500) request.log.error({ err: error, code: known.code }, "a request failed");
  else request.log.debug({ code: known.code }, "a request was refused");
  const wait = known.details.retryAfterSeconds;
  if (typeof wait === "number") reply.header("retry-after", Math.ceil(wait));
  else if (status === 503) reply.header("retry-after", 5);
  if (status === 401) reply.header("www-authenticate", "Bearer");
  reply
    .code(status)
    .type("application/problem+json")
    .send(problemDocument(known, request, status));
}

export function problemDocument(error: AppError, request: FastifyRequest, status: number): ProblemDocument {
  const language = languageOf(request);
  return {
    ...error.details,
    type: `/docs/errors#${error.code}`,
    title: error.title[language],
    status,
    detail: error.remedy[language],
    instance: request.url.split("?", 1)[0] ?? request.url,
    code: error.code,
    requestId: request.id,
    ...(error.problems.length > 0 ? { errors: error.problems.map((p) => shownProblem(p, language)) } : {}),
  };
}

function shownProblem(problem: FieldProblem, language: Language) {
  return {
    path: problem.path,
    ...(problem.value === undefined ? {} : { value: shortened(problem.value) }),
    detail: problem.message[language],
  };
}

function shortened(value: unknown): unknown {
  if (typeof value === "string") return value.length > 100 ? `${value.slice(0, 100)}…` : value;
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  const hidden = (key: string, inner: unknown) => (isSecretField(key) ? "(…)" : inner);
  const text = JSON.stringify(value, hidden) ?? String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

function toAppError(error: unknown, request: FastifyRequest): AppError {
  if (error instanceof AppError) return error;
  const fastifyError = error as Partial<FastifyError> & { validation?: ValidationIssue[] };
  if (fastifyError.validation)
    return invalidInput(fastifyError.validation, fastifyError.validationContext ?? "body", request);
  return (
    fromFastify(fastifyError, request) ??
    fromDatabase(fastifyError) ??
    kernelError("internal", {}, { cause: error })
  );
}

function invalidInput(issues: ValidationIssue[], where: string, request: FastifyRequest): AppError {
  const source = where === "querystring" ? request.query : where === "params" ? request.params : request.body;
  const problems = issues.slice(0, 50).map((issue) => problemOfIssue(issue, where, source));
  return kernelError("input-invalid", {}, { problems });
}

function fromFastify(error: Partial<FastifyError>, request: FastifyRequest): AppError | undefined {
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return kernelError("body-too-large", { limit: `${request.routeOptions.bodyLimit ?? 0} byte` });
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return kernelError("media-type-unsupported", { type: request.headers["content-type"] ?? "" });
    case "FST_CP_ERR_INVALID_CONTENT_ENCODING":
      return kernelError("media-type-unsupported", { type: request.headers["content-encoding"] ?? "" });
    case "FST_CP_ERR_INVALID_CONTENT":
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
    case "FST_ERR_CTP_INVALID_JSON_BODY":
      return kernelError("body-unreadable", { reason: error.message ?? "", depth: maxDepth });
    case "FST_ERR_BAD_URL":
    case "FST_ERR_ASYNC_CONSTRAINT":
      return kernelError("not-found", { path: (request.url.split("?", 1)[0] ?? "").slice(0, 200) });
    default:
      return request.raw.aborted
        ? kernelError("body-unreadable", { reason: "aborted", depth: maxDepth })
        : undefined;
  }
}

const lostConnection = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "08001",
  "08006",
  "53300",
  "57P01",
  "57P02",
  "57P03",
]);
/** Text that PostgreSQL cannot hold: a NUL character, half a surrogate pair. */
const textRefused = new Set(["22021", "22P05"]);

function fromDatabase(error: { code?: string; message?: string }): AppError | undefined {
  if (textRefused.has(error.code ?? ""))
    return kernelError("input-invalid", {}, { cause: error, problems: [{ path: "", message: unstorable }] });
  const lost =
    lostConnection.has(error.code ?? "") ||
    /Connection terminated|timeout exceeded when trying to connect|not queryable/.test(error.message ?? "");
  return lost ? kernelError("engine-unavailable", { engine: "PostgreSQL" }, { cause: error }) : undefined;
}

const unstorable = {
  vi: "có ký tự không lưu được (NUL hoặc nửa cặp thay thế Unicode): hãy bỏ đi",
  en: "holds a character that cannot be stored (NUL or half a surrogate pair): remove it",
};
