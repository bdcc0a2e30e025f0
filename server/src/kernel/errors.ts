/** The one error type of the program, and the catalogue from which every error is made. */

export type ErrorKind =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "too-large"
  | "too-many"
  | "unsupported"
  | "unavailable"
  | "internal";

export type Language = "vi" | "en";

export interface Bilingual {
  readonly vi: string;
  readonly en: string;
}

/** One row of the catalogue: what is said, and what the reader can do about it. `{name}` is filled from params. */
export interface ErrorSpec {
  readonly kind: ErrorKind;
  readonly title: Bilingual;
  readonly remedy: Bilingual;
}

export type ErrorParams = Readonly<Record<string, string | number | boolean | null>>;

/** One wrong field of an input: where it is, what stood there, what is wrong and what to do. */
export interface FieldProblem {
  readonly path: string;
  readonly value?: unknown;
  readonly message: Bilingual;
}

export interface ErrorOptions {
  readonly cause?: unknown;
  readonly problems?: readonly FieldProblem[];
  /** Extra members of the problem document, e.g. `retryAfterSeconds`. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Every expected failure. `code` is `module.what-happened`; only `http/` turns it into a status. */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly title: Bilingual;
  readonly remedy: Bilingual;
  readonly problems: readonly FieldProblem[];
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, spec: ErrorSpec, params: ErrorParams, options: ErrorOptions) {
    const title = fill(spec.title, params);
    super(title.en, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.kind = spec.kind;
    this.code = code;
    this.title = title;
    this.remedy = fill(spec.remedy, params);
    this.problems = options.problems ?? [];
    this.details = options.details ?? {};
  }
}

const catalogue = new Map<string, ErrorSpec>();

/**
 * Enters a module's errors into the catalogue and returns the function that makes them.
 * `throw telemetryError("series-unknown", { series: 12 })` has the code `telemetry.series-unknown`.
 */
export function defineErrors<const S extends Record<string, ErrorSpec>>(
  module: string,
  specs: S,
): (name: keyof S & string, params?: ErrorParams, options?: ErrorOptions) => AppError {
  for (const [name, spec] of Object.entries(specs)) catalogue.set(`${module}.${name}`, spec);
  return (name, params = {}, options = {}) => {
    const spec = specs[name];
    if (!spec) throw new TypeError(`no error ${module}.${name} in the catalogue`);
    return new AppError(`${module}.${name}`, spec, params, options);
  };
}

/** All error codes with their texts, sorted by code: the source of docs/errors.md. */
export function errorCatalogue(): { code: string; spec: ErrorSpec }[] {
  return [...catalogue].map(([code, spec]) => ({ code, spec })).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** `fill({vi:"{n} dòng", en:"{n} rows"}, {n: 3})` → `{vi:"3 dòng", en:"3 rows"}`. */
export function fill(text: Bilingual, params: ErrorParams): Bilingual {
  const one = (template: string) =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? shorten(params[name]) : whole));
  return { vi: one(text.vi), en: one(text.en) };
}

function shorten(value: unknown): string {
  const text = String(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

export const kernelError = defineErrors("kernel", {
  internal: {
    kind: "internal",
    title: { vi: "Hệ thống gặp lỗi khi xử lý yêu cầu.", en: "The system failed while handling the request." },
    remedy: {
      vi: "Thử lại sau ít phút; nếu vẫn lỗi, gửi mã yêu cầu này cho người quản trị.",
      en: "Try again in a few minutes; if it persists, give this request id to the administrator.",
    },
  },
  "input-invalid": {
    kind: "invalid",
    title: { vi: "Dữ liệu gửi lên chưa hợp lệ.", en: "The input is not valid." },
    remedy: { vi: "Sửa các trường được nêu rồi gửi lại.", en: "Correct the fields listed and send again." },
  },
  "body-unreadable": {
    kind: "invalid",
    title: { vi: "Không đọc được nội dung gửi lên: {reason}.", en: "The body cannot be read: {reason}." },
    remedy: {
      vi: "Gửi JSON đúng cú pháp, mã hóa UTF-8, lồng nhau không quá {depth} cấp.",
      en: "Send well-formed JSON in UTF-8, nested no deeper than {depth} levels.",
    },
  },
  "body-too-large": {
    kind: "too-large",
    title: { vi: "Nội dung gửi lên vượt quá {limit}.", en: "The body is larger than {limit}." },
    remedy: {
      vi: "Chia nhỏ dữ liệu, hoặc dùng chức năng nhập tệp.",
      en: "Send smaller parts, or use the file import.",
    },
  },
  "media-type-unsupported": {
    kind: "unsupported",
    title: { vi: "Không nhận kiểu nội dung “{type}”.", en: 'Content type "{type}" is not accepted.' },
    remedy: {
      vi: "Gửi với Content-Type: application/json.",
      en: "Send with Content-Type: application/json.",
    },
  },
  "not-found": {
    kind: "not-found",
    title: { vi: "Không có địa chỉ {path}.", en: "There is nothing at {path}." },
    remedy: {
      vi: "Xem danh sách địa chỉ tại /openapi.json.",
      en: "See the list of addresses at /openapi.json.",
    },
  },
  "login-required": {
    kind: "unauthenticated",
    title: { vi: "Cần đăng nhập để làm việc này.", en: "You need to log in to do this." },
    remedy: {
      vi: "Đăng nhập, hoặc gửi kèm mã truy cập API (Authorization: Bearer …).",
      en: "Log in, or send an API token (Authorization: Bearer …).",
    },
  },
  forbidden: {
    kind: "forbidden",
    title: {
      vi: "Tài khoản của bạn không có quyền “{action}” đối với “{thing}”.",
      en: 'Your account may not "{action}" on "{thing}".',
    },
    remedy: {
      vi: "Liên hệ người quản trị nếu công việc của bạn cần quyền này.",
      en: "Ask the administrator if your work needs this permission.",
    },
  },
  "too-many-requests": {
    kind: "too-many",
    title: { vi: "Quá nhiều yêu cầu trong thời gian ngắn.", en: "Too many requests in a short time." },
    remedy: { vi: "Đợi {seconds} giây rồi thử lại.", en: "Wait {seconds} seconds, then try again." },
  },
  "cursor-invalid": {
    kind: "invalid",
    title: {
      vi: "Con trỏ trang “{cursor}” không dùng được.",
      en: 'The page cursor "{cursor}" cannot be used.',
    },
    remedy: { vi: "Mở lại danh sách từ trang đầu.", en: "Start again from the first page." },
  },
  "query-refused": {
    kind: "invalid",
    title: {
      vi: "Kho phân tích từ chối truy vấn: {reason}.",
      en: "The analytical store refused the query: {reason}.",
    },
    remedy: { vi: "Sửa truy vấn theo lý do được nêu.", en: "Correct the query as the reason says." },
  },
  "engine-unavailable": {
    kind: "unavailable",
    title: {
      vi: "{engine} đang khởi động lại hoặc không kết nối được.",
      en: "{engine} is restarting or unreachable.",
    },
    remedy: { vi: "Thử lại sau vài giây.", en: "Try again in a few seconds." },
  },
  "file-unknown": {
    kind: "not-found",
    title: { vi: "Không có tệp {hash} trong kho.", en: "There is no file {hash} in the store." },
    remedy: {
      vi: "Kiểm tra lại mã tệp hoặc tải tệp lên lại.",
      en: "Check the file id or upload the file again.",
    },
  },
  "job-unknown": {
    kind: "not-found",
    title: { vi: "Không có công việc {job}.", en: "There is no job {job}." },
    remedy: { vi: "Kiểm tra lại mã công việc.", en: "Check the job id." },
  },
});
