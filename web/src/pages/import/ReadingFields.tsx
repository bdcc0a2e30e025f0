import { type MessageKey, useT } from "../../i18n/i18n.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import styles from "./import.module.css";
import { type Answers, type Delimiter, ENCODINGS, type Sniff } from "./types.ts";

const DELIMITERS: readonly (readonly [Delimiter, MessageKey])[] = [
  [",", "import.delimiter.comma"],
  [";", "import.delimiter.semicolon"],
  ["\t", "import.delimiter.tab"],
  ["|", "import.delimiter.bar"],
];

const ENCODING_NAMES: Record<(typeof ENCODINGS)[number], string> = {
  "utf-8": "Unicode UTF-8",
  "utf-16le": "Unicode UTF-16 LE",
  "utf-16be": "Unicode UTF-16 BE",
  "windows-1258": "Windows-1258",
  tcvn3: "TCVN3 (ABC, .VnTime)",
  vni: "VNI Windows",
  viscii: "VISCII",
  "windows-1252": "Windows-1252",
};

/** How the file is read; each field shows what was found and can be answered otherwise. */
export function ReadingFields({ sniff, onChange }: { sniff: Sniff; onChange: (change: Answers) => void }) {
  const t = useT();
  return (
    <div className={styles.shortFields}>
      <SelectField
        label={t("import.encoding")}
        value={sniff.encoding}
        options={ENCODINGS.map((value) => ({ value, label: ENCODING_NAMES[value] }))}
        onChange={(encoding) => onChange({ encoding })}
      />
      <SelectField
        label={t("import.delimiter")}
        value={sniff.delimiter}
        options={DELIMITERS.map(([value, key]) => ({ value, label: t(key) }))}
        onChange={(value) => onChange({ delimiter: value as Delimiter })}
      />
      <SelectField
        label={t("import.decimal")}
        value={sniff.decimal}
        options={[
          { value: ",", label: t("import.decimal.comma") },
          { value: ".", label: t("import.decimal.point") },
        ]}
        onChange={(value) => onChange({ decimal: value === "," ? "," : "." })}
      />
      <SelectField
        label={t("import.header")}
        value={String(sniff.headerRow)}
        options={[
          { value: "true", label: t("import.header.yes") },
          { value: "false", label: t("import.header.no") },
        ]}
        onChange={(value) => onChange({ headerRow: value === "true" })}
      />
    </div>
  );
}
