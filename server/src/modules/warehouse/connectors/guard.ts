/**
 * The only way by which the program fetches from addresses that people enter. It resolves names itself, refuses
 * every address that is not public, connects to the very address it has checked, follows redirects one by one, and
 * bounds headers, bodies, unpacked bodies and time.
 */
import { lookup as systemLookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { Readable } from "node:stream";
import { Agent, buildConnector, type Dispatcher, request } from "undici";
import {
  type AllowList,
  bareHost,
  isPortListed,
  mayConnect,
  type Reach,
  readAllowList,
} from "./addresses.ts";
import { boundedBody } from "./bounded-body.ts";
import { sourceError } from "./connector-errors.ts";
import { toSourceError } from "./network-errors.ts";

export type Lookup = (host: string) => Promise<readonly string[]>;

export interface GuardOptions {
  /** Exceptions of the installation: `host`, `host:port` or a network; the value of SOURCE_ALLOW. */
  readonly allow: readonly string[];
  /** Engines of this installation as `host:port`: refused even where private addresses are not. */
  readonly own?: readonly string[];
  /** Name resolution; the system's if absent. */
  readonly lookup?: Lookup;
}

export interface GetOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the body as sent, and again of the body unpacked. */
  readonly maxBytes: number;
  /** From the first packet to the last byte. */
  readonly totalSeconds: number;
  /** Longest silence. */
  readonly idleSeconds?: number;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  /** Names in lower case; of a repeated header the values joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** After redirects. */
  readonly url: string;
  /** Unpacked and bounded; must be read or destroyed. Fails with `warehouse.source-…`. */
  readonly body: Readable;
}

export interface Guard {
  /**
   * @throws `warehouse.source-address-invalid`, `-address-refused`, `-port-refused`, `-host-unknown`,
   * `-unreachable`, `-certificate-invalid`, `-timeout`, `-redirect-loop`, `-redirect-insecure`, `-too-large`
   */
  get(url: string, options: GetOptions): Promise<Answer>;
  /** Addresses of a host that may be connected to. @throws `warehouse.source-address-refused`, `-host-unknown` */
  resolve(host: string, port: number, reach: Reach): Promise<readonly string[]>;
  close(): Promise<void>;
}

const maxRedirects = 5;
const maxHeaderBytes = 32_768;
const connectSeconds = 15;
const redirectStatus = new Set([301, 302, 303, 307, 308]);

/** Ports on which something other than web pages listens, as far as it is worth attacking. */
const refusedPorts = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 79, 95, 101, 102, 103, 104, 109,
  110, 111, 113, 115, 117, 119, 123, 135, 137, 138, 139, 143, 161, 162, 179, 389, 427, 445, 465, 502, 512,
  513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 623, 636, 873, 989, 990, 993, 995,
  1025, 1433, 1434, 1521, 1719, 1720, 1723, 1883, 2049, 2181, 2375, 2376, 2379, 2380, 3268, 3306, 3389, 3659,
  4045, 4190, 4369, 5060, 5061, 5432, 5433, 5672, 5900, 5984, 5985, 5986, 6000, 6379, 6380, 6443, 6566, 6665,
  6666, 6667, 6668, 6669, 6679, 6697, 7000, 7001, 8123, 8883, 9000, 9004, 9005, 9009, 9042, 9092, 9200, 9300,
  10080, 10250, 10255, 11211, 15672, 26379, 27017, 27018, 50070,
]);

/** Opens the guarded way out. @throws Error when an entry of `allow` cannot be read */
export function openGuarded(options: GuardOptions): Guard {
  const allow = readAllowList(options.allow);
  const lookup = options.lookup ?? lookUp;
  const isOwn = ownEngines(options.own ?? [], allow, lookup);
  const resolve = async (name: string, port: number, reach: Reach) => {
    const host = bareHost(name);
    const addresses = await resolveChecked({ host, port, reach }, allow, lookup);
    if (await isOwn(host, port, addresses))
      throw sourceError("source-address-refused", { host, address: addresses[0] ?? host });
    return addresses;
  };
  const agent = new Agent({
    connect: guardedConnector(resolve),
    maxHeaderSize: maxHeaderBytes,
    connections: 8,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 10_000,
    maxResponseSize: -1,
  });
  return {
    get: (url, get) => follow(url, get, { agent, allow }),
    resolve,
    close: () => agent.destroy(),
  };
}

async function follow(
  start: string,
  options: GetOptions,
  way: { readonly agent: Agent; readonly allow: AllowList },
): Promise<Answer> {
  const deadline = AbortSignal.timeout(options.totalSeconds * 1_000);
  const signal = options.signal ? AbortSignal.any([deadline, options.signal]) : deadline;
  let url = checkUrl(start, way.allow);
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const answer = await send(url, options, { agent: way.agent, signal });
    const location = redirectStatus.has(answer.statusCode) ? first(answer.headers.location) : undefined;
    if (location === undefined) return toAnswer(url, answer, options);
    answer.body.on("error", () => undefined).destroy();
    const next = checkUrl(
      URL.canParse(location, url.href) ? new URL(location, url).href : location,
      way.allow,
    );
    if (url.protocol === "https:" && next.protocol === "http:")
      throw sourceError("source-redirect-insecure", { host: url.host });
    url = next;
  }
  throw sourceError("source-redirect-loop", { host: new URL(start).host, limit: maxRedirects });
}

/** Scheme, credentials and port; the address is checked when the connection is made. */
function checkUrl(text: string, allow: AllowList): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const usable = url && /^https?:$/.test(url.protocol) && url.hostname && !url.username && !url.password;
  if (!usable) throw sourceError("source-address-invalid", { url: withoutSecret(text) });
  url.hash = "";
  const port = portOf(url);
  if (refusedPorts.has(port) && !isPortListed(url.hostname, port, allow))
    throw sourceError("source-port-refused", { host: url.hostname, port });
  return url;
}

async function send(
  url: URL,
  options: GetOptions,
  way: { readonly agent: Agent; readonly signal: AbortSignal },
): Promise<Dispatcher.ResponseData> {
  const idleMs = (options.idleSeconds ?? 60) * 1_000;
  try {
    return await request(url, {
      dispatcher: way.agent,
      headers: {
        "user-agent": "Dothi (open data harvester)",
        "accept-encoding": "gzip, br",
        accept: "*/*",
        ...options.headers,
      },
      headersTimeout: idleMs,
      bodyTimeout: idleMs,
      signal: way.signal,
    });
  } catch (error) {
    throw toSourceError(error, url.host);
  }
}

function toAnswer(url: URL, answer: Dispatcher.ResponseData, options: GetOptions): Answer {
  const headers: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(answer.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  const body = boundedBody(answer.body, {
    host: url.host,
    encoding: headers["content-encoding"] ?? "",
    declaredBytes: Number(headers["content-length"] ?? 0),
    maxBytes: options.maxBytes,
  });
  return { status: answer.statusCode, headers, url: url.href, body };
}

/** Connects to a checked address under the name that was asked for, so that certificates still match. */
function guardedConnector(
  resolve: (host: string, port: number, reach: Reach) => Promise<readonly string[]>,
): buildConnector.connector {
  const connect = buildConnector({ timeout: connectSeconds * 1_000 });
  return (target, done) => {
    const host = bareHost(target.hostname);
    const port = Number(target.port) || (target.protocol === "https:" ? 443 : 80);
    const servername = isIP(host) ? {} : { servername: host };
    const attempt = (addresses: readonly string[]): void => {
      const [address = "", ...rest] = addresses;
      connect({ ...target, ...servername, hostname: address }, (error, socket) => {
        if (error && rest.length > 0) return attempt(rest);
        if (error) return done(error, null);
        done(null, socket as never);
      });
    };
    resolve(host, port, "web").then(attempt, (error: Error) => done(error, null));
  };
}

/** All addresses have to be allowed: a name that also points inwards is hostile or misconfigured. */
async function resolveChecked(
  target: { readonly host: string; readonly port: number; readonly reach: Reach },
  allow: AllowList,
  lookup: Lookup,
): Promise<readonly string[]> {
  const { host, port, reach } = target;
  const addresses = isIP(host) ? [host] : await withinTime(lookup(host)).catch(() => []);
  if (addresses.length === 0) throw sourceError("source-host-unknown", { host });
  const refused = addresses.find((address) => !mayConnect({ host, port, address }, allow, reach));
  if (refused !== undefined) throw sourceError("source-address-refused", { host, address: refused });
  return addresses;
}

/** Is it one of our engines, under whatever name? A listed `host:port` is not asked. */
function ownEngines(own: readonly string[], allow: AllowList, lookup: Lookup) {
  const engines = own.flatMap((text) => {
    const [, host = "", port = ""] = /^(.+):(\d+)$/.exec(text) ?? [];
    return host ? [{ host: bareHost(host), port: Number(port) }] : [];
  });
  return async (host: string, port: number, addresses: readonly string[]): Promise<boolean> => {
    if (isPortListed(host, port, allow)) return false;
    for (const engine of engines.filter((one) => one.port === port)) {
      if (engine.host === host) return true;
      const theirs = isIP(engine.host)
        ? [engine.host]
        : await withinTime(lookup(engine.host)).catch(() => []);
      if (theirs.some((address) => addresses.includes(address))) return true;
    }
    return false;
  };
}

async function lookUp(host: string): Promise<readonly string[]> {
  const found = await systemLookup(host, { all: true, order: "ipv4first" });
  return found.map((one) => one.address);
}

function withinTime<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("name resolution timed out")), connectSeconds * 1_000);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

function portOf(url: URL): number {
  return url.port ? Number(url.port) : url.protocol === "https:" ? 443 : 80;
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** An address that is shown in an error must not show the password someone wrote into it. */
function withoutSecret(text: string): string {
  return text.replace(/\/\/[^/@]*@/, "//…@");
}
