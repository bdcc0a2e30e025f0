/** Headings of files become technical names, and what a heading says of its unit. */
import { fold, nfc } from "@dothi/vietnam";

export interface NamedColumn {
  /** `[a-z][a-z0-9_]{0,62}`, different for each column of a table. */
  readonly name: string;
  /** As in the file, NFC, spaces collapsed; "" where it had none. */
  readonly sourceName: string;
  readonly unit: string | null;
}

/** `["Mã phường", "", "Mã phường", "PM2,5 (µg/m³)"]` → `ma_phuong`, `cot_2`, `ma_phuong_2`, `pm2_5` with unit. */
export function nameColumns(headings: readonly string[]): NamedColumn[] {
  const taken = new Set<string>();
  return headings.map((heading, index) => {
    const sourceName = nfc(heading).replace(/\s+/gu, " ").trim().slice(0, 300);
    const { text, unit } = splitUnit(sourceName);
    const name = unused(technicalName(text) || `cot_${index + 1}`, taken);
    taken.add(name);
    return { name, sourceName, unit };
  });
}

/** `"Tổng số hồ sơ"` → `tong_so_ho_so`; "" when nothing is left. Names that begin with a digit get `c_` before. */
export function technicalName(text: string): string {
  const plain = fold(text)
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 55)
    .replace(/_+$/, "");
  return /^[0-9]/.test(plain) ? `c_${plain}` : plain;
}

function unused(name: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name}_${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Endings of English technical headings that name a unit. */
const endings: readonly (readonly [string, string])[] = [
  ["_km2", "km²"],
  ["_m2", "m²"],
  ["_m3", "m³"],
  ["_ha", "ha"],
  ["_km", "km"],
  ["_mm", "mm"],
  ["_cm", "cm"],
  ["_hpa", "hPa"],
  ["_pct", "%"],
  ["_percent", "%"],
  ["_kwh", "kWh"],
  ["_mwh", "MWh"],
  ["_kg", "kg"],
  ["_db", "dB"],
  ["_dba", "dBA"],
  ["_ms", "ms"],
  ["_minutes", "min"],
  ["_hours", "h"],
  ["_h", "h"],
  ["_c", "°C"],
  ["_vnd", "đồng"],
  ["_usd", "USD"],
  ["_tan", "tấn"],
  ["_ug_m3", "µg/m³"],
];

/** Pollutants whose concentration is given in µg/m³ wherever the heading says nothing else. */
const micrograms = new Set(["tsp", "pm25", "pm2_5", "pm10", "pm1", "o3", "co", "no2", "so2", "nox", "no"]);

function splitUnit(heading: string): { text: string; unit: string | null } {
  const written = /^(.{1,200}?)\s*[([]([^()[\]]{1,24})[)\]]$/u.exec(heading);
  if (written?.[1] && written[2] && looksLikeUnit(written[2]))
    return { text: written[1], unit: written[2].trim() };
  const folded = fold(heading);
  for (const [ending, unit] of endings)
    if (folded.endsWith(ending) && folded.length > ending.length) return { text: heading, unit };
  return { text: heading, unit: micrograms.has(folded) ? "µg/m³" : null };
}

const unitWords =
  /^(%|‰|°[CF]|đồng|vnđ|vnd|usd|tỷ( đồng)?|triệu( đồng)?|nghìn( đồng)?|người|hộ|ca|vụ|lượt|chiếc|tấn|tạ|kg|g|mg|µg|μg|ug|ng|km|m|cm|mm|ha|lít|l|ml|h|giờ|phút|giây|s|ngày|tháng|năm|dB[A]?|k?W|MW|k?Wh|MWh|k?V|A|Hz|hPa|Pa|ppm|ppb|pH|NTU|MPN\/100 ?ml|điểm|lần|bed|giường|teu|TEU)$/iu;

function looksLikeUnit(text: string): boolean {
  const unit = text.trim();
  return (
    unitWords.test(unit) ||
    (/^[\p{L}µμ%°]{1,8}([²³23]|\/[\p{L}µμ]{1,6}[²³0-9]{0,2})?$/u.test(unit) && /[µμ%°²³/]/u.test(unit))
  );
}
