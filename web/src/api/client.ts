import { currentLocale } from "../i18n/i18n.tsx";
import { ApiError, NETWORK_ERROR, readProblem } from "./errors.ts";

/** Options of a call. `query` leaves out undefined values and repeats arrays; `body` is sent as JSON unless it is a FormData or Blob. */
export type CallOptions = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  query?: Record<string, QueryValue | QueryValue[]>;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};

type QueryValue = string | number | boolean | undefined;

let sessionCsrfToken: string | undefined;

/** Keeps the token of the last session answer; the cookie `dothi_csrf` is used when there is none. */
export function setCsrfToken(token: string | undefined): void {
  sessionCsrfToken = token;
}

/** GETs a same-origin path and gives its JSON as T. Throws ApiError for every answer that is not 2xx. */
export function get<T>(path: string, options: Omit<CallOptions, "method" | "body"> = {}): Promise<T> {
  return call<T>(path, options);
}

/** POSTs JSON (or a FormData, or a Blob) and gives the answer's JSON as T. */
export function post<T>(path: string, body?: unknown, options: CallOptions = {}): Promise<T> {
  return call<T>(path, { ...options, method: "POST", body });
}

/** Any method. An empty answer (204) gives undefined. */
export async function call<T>(path: string, options: CallOptions = {}): Promise<T> {
  const { method = "GET", query, body, headers, signal } = options;
  const response = await send(path + queryText(query), {
    method,
    credentials: "same-origin",
    headers: { ...baseHeaders(method), ...bodyHeaders(body), ...headers },
    ...(body === undefined ? {} : { body: encodeBody(body) }),
    ...(signal ? { signal } : {}),
  });
  if (!response.ok) throw await errorOf(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** `{a: 1, b: [2, 3], c: undefined}` → `?a=1&b=2&b=3`. */
export function queryText(query: CallOptions["query"] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) search.append(name, String(item));
    }
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError({
      status: 0,
      code: NETWORK_ERROR,
      title: "No answer from the server",
      errors: [],
      extra: {},
    });
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const body = await response.json().catch(() => undefined);
  return new ApiError(readProblem(body, response.status, response.headers.get("x-request-id")));
}

function baseHeaders(method: string): Record<string, string> {
  const headers: Record<string, string> = { Accept: "application/json", "Accept-Language": currentLocale() };
  const token = sessionCsrfToken ?? cookieValue("dothi_csrf");
  if (method !== "GET" && token) headers["X-CSRF-Token"] = token;
  return headers;
}

function bodyHeaders(body: unknown): Record<string, string> {
  if (body === undefined || body instanceof FormData) return {};
  if (body instanceof Blob) return { "Content-Type": body.type || "application/octet-stream" };
  return { "Content-Type": "application/json" };
}

function encodeBody(body: unknown): BodyInit {
  return body instanceof FormData || body instanceof Blob ? body : JSON.stringify(body);
}

function cookieValue(name: string): string | undefined {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : undefined;
}
