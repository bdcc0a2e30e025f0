/**
 * Which network addresses may be connected to. Everything that is not a public unicast address is refused for web
 * sources; for databases the private networks of a city are normal. An installation can list exceptions.
 */
import { networkInterfaces } from "node:os";
import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

export type Reach = "web" | "database";

/** One exception: a host name or address, with or without port, or a network. */
export interface AllowEntry {
  readonly host: string | null;
  readonly port: number | null;
  readonly network: [Address, number] | null;
}

export interface AllowList {
  readonly entries: readonly AllowEntry[];
}

/**
 * `readAllowList(["gis.city.local:8443", "10.2.0.0/16", "[fd00::1]:80"])`.
 * @throws Error naming the entry that cannot be read
 */
export function readAllowList(lines: readonly string[]): AllowList {
  return {
    entries: lines.flatMap((line) => (line.trim() ? [readEntry(line.trim().toLowerCase())] : [])),
  };
}

/**
 * May this address be connected to for that host and port?
 * A listed name does not open link-local addresses: those have to be listed as addresses.
 */
export function mayConnect(
  target: { readonly host: string; readonly port: number; readonly address: string },
  allow: AllowList,
  reach: Reach,
): boolean {
  const address = parse(target.address);
  if (!address) return false;
  if (allow.entries.some((entry) => entry.network && within(address, entry.network))) return true;
  if (isOrdinary(address, reach)) return true;
  const host = bareHost(target.host);
  const named = allow.entries.some(
    (entry) => entry.host === host && (entry.port === null || entry.port === target.port),
  );
  return named && (ipaddr.isValid(host) || !isNeverByName(address));
}

/** Is the port, for this host, opened by the list? Needed for ports that are not the web's. */
export function isPortListed(host: string, port: number, allow: AllowList): boolean {
  return allow.entries.some((entry) => entry.host === bareHost(host) && entry.port === port);
}

/** `[::1]` → `::1`; lower case, no trailing dot. */
export function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/(?<=[^.])\.$/, "");
}

function readEntry(line: string): AllowEntry {
  if (line.includes("/")) {
    if (!ipaddr.isValidCIDR(line)) throw new Error(`"${line}" is not a network such as 10.2.0.0/16`);
    return { host: null, port: null, network: ipaddr.parseCIDR(line) };
  }
  if (ipaddr.IPv6.isValid(line)) return { host: line, port: null, network: null };
  const match = /^(\[[0-9a-f:.]+\]|[^\s:[\]]+)(?::(\d{1,5}))?$/.exec(line);
  if (!match?.[1]) throw new Error(`"${line}" is not host, host:port or a network`);
  return { host: bareHost(match[1]), port: match[2] ? Number(match[2]) : null, network: null };
}

function parse(text: string): Address | undefined {
  if (text.includes("%") || !ipaddr.isValid(text)) return undefined;
  return ipaddr.process(text);
}

function within(address: Address, [network, bits]: [Address, number]): boolean {
  return address.kind() === network.kind() && address.match(network as never, bits);
}

const privateRanges = new Set(["private", "carrierGradeNat", "uniqueLocal"]);

function isOrdinary(address: Address, reach: Reach): boolean {
  if (isOwn(address)) return false;
  const inner = embedded(address);
  if (inner) return isOrdinary(inner, reach);
  const range = address.range();
  if (reach === "database" && privateRanges.has(range)) return !isMetadata(address);
  if (range !== "unicast") return false;
  return !(address instanceof ipaddr.IPv6) || isGlobal(address);
}

/** The IPv4 address inside a translated one (RFC 6052 /96): `64:ff9b::a9fe:a9fe` is 169.254.169.254. */
function embedded(address: Address): ipaddr.IPv4 | undefined {
  if (!(address instanceof ipaddr.IPv6)) return undefined;
  const { parts } = address;
  if (parts[0] !== 0x64 || parts[1] !== 0xff9b || parts.slice(2, 6).some((part) => part !== 0))
    return undefined;
  return new ipaddr.IPv4(address.toByteArray().slice(12));
}

/** 2000::/3, and not an ISATAP interface, which carries an IPv4 address. */
function isGlobal(address: ipaddr.IPv6): boolean {
  const [first = 0, , , , fifth = 0, sixth = 0] = address.parts;
  return first >> 13 === 1 && !((fifth & 0xfdff) === 0 && sixth === 0x5efe);
}

/** Cloud metadata services that hide in private ranges: AWS over IPv6, Alibaba. */
function isMetadata(address: Address): boolean {
  const text = address.toString();
  return text === "fd00:ec2::254" || text === "100.100.100.200";
}

function isNeverByName(address: Address): boolean {
  const inner = embedded(address);
  if (inner) return isNeverByName(inner);
  return (
    ["linkLocal", "unspecified", "multicast", "broadcast", "6to4", "teredo"].includes(address.range()) ||
    isMetadata(address)
  );
}

/** An address of this machine: what listens there trusts the machine. */
function isOwn(address: Address): boolean {
  const text = address.toString();
  return Object.values(networkInterfaces()).some((list) =>
    list?.some((one) => ipaddr.isValid(one.address) && ipaddr.process(one.address).toString() === text),
  );
}
