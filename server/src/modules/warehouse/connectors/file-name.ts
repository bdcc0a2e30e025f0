/** What a fetched file is called. */
import { basename } from "node:path/posix";

const extensionOf: Readonly<Record<string, string>> = {
  "text/csv": "csv",
  "text/tab-separated-values": "tsv",
  "application/json": "json",
  "application/geo+json": "geojson",
  "application/x-ndjson": "ndjson",
  "application/zip": "zip",
  "application/xml": "xml",
  "text/xml": "xml",
  "application/vnd.ms-excel": "xls",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/vnd.apache.parquet": "parquet",
};

/**
 * From Content-Disposition (RFC 6266; `filename*` before `filename`), else the last part of the address; with the
 * extension of the content type if it has none. Never a path, no control characters, at most 200 characters, NFC.
 */
export function fileNameOf(answer: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}): string {
  const named = dispositionName(answer.headers["content-disposition"] ?? "");
  const name = clean(named ?? "") || clean(lastSegment(answer.url)) || "data";
  if (/\.[A-Za-z0-9]{1,8}$/.test(name)) return name;
  const type = (answer.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const extension = Object.hasOwn(extensionOf, type) ? extensionOf[type] : undefined;
  return extension ? `${name}.${extension}` : name;
}

/** `attachment; filename*=UTF-8''d%E1%BB%AF%20li%E1%BB%87u.csv` → "dữ liệu.csv". */
export function dispositionName(header: string): string | undefined {
  const extended = /;\s*filename\*\s*=\s*([\w-]+)'[^']*'([^;\s]+)/i.exec(header);
  if (extended?.[1] && extended[2]) {
    const decoded = decodeExtended(extended[1].toLowerCase(), extended[2]);
    if (decoded !== undefined) return decoded;
  }
  const plain = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header);
  const name = plain?.[1]?.replace(/\\(.)/g, "$1") ?? plain?.[2];
  return name === undefined ? undefined : utf8IfPossible(name);
}

function decodeExtended(charset: string, text: string): string | undefined {
  try {
    if (charset === "utf-8") return decodeURIComponent(text);
    if (charset === "iso-8859-1")
      return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
  } catch {
    return undefined;
  }
  return undefined;
}

/** Servers send raw UTF-8 although headers are Latin-1. */
function utf8IfPossible(name: string): string {
  const codes = Array.from(name, (letter) => letter.codePointAt(0) ?? 0);
  if (Math.max(...codes) < 0x80 || Math.max(...codes) > 0xff) return name;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(name, "latin1"));
  } catch {
    return name;
  }
}

function lastSegment(url: string): string {
  const segment = new URL(url).pathname.split("/").filter(Boolean).at(-1) ?? "";
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function clean(name: string): string {
  const base = basename(name.replaceAll("\\", "/"))
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, "")
    .replace(/^\.+/, "")
    .trim();
  if (base.length <= 200) return base;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(base)?.[0] ?? "";
  return base.slice(0, 200 - extension.length) + extension;
}
