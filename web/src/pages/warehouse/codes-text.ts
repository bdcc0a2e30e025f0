import type { Column } from "./types.ts";

/** Codes as text, a line each: `THCS = Trung học cơ sở | Lower secondary`. */
export function codesText(codes: Column["codes"]): string {
  return codes
    .map(({ code, label }) => `${code} = ${label.vi}${label.en ? ` | ${label.en}` : ""}`)
    .join("\n");
}

/** Reads what `codesText` writes; a line without "=" is a code without words, empty lines are nothing. */
export function codesFrom(text: string): Column["codes"] {
  return text.split("\n").flatMap((line) => {
    const [code = "", ...rest] = line.split("=");
    if (code.trim() === "") return [];
    const [vi = "", ...en] = rest.join("=").split("|");
    return [{ code: code.trim(), label: { vi: vi.trim(), en: en.join("|").trim() } }];
  });
}
