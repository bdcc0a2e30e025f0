import { type MessageKey, useT } from "../../i18n/i18n.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import shared from "../import/import.module.css";
import type { FilePreview, ReadingAnswers } from "./types.ts";

const ENCODING_NAMES: Record<string, string> = {
  "utf-8": "Unicode UTF-8",
  "utf-16le": "Unicode UTF-16 LE",
  "utf-16be": "Unicode UTF-16 BE",
  "windows-1258": "Windows-1258",
  tcvn3: "TCVN3 (ABC, .VnTime)",
  vni: "VNI Windows",
  viscii: "VISCII",
  "windows-1252": "Windows-1252",
};

const DELIMITERS = [
  [",", "import.delimiter.comma"],
  [";", "import.delimiter.semicolon"],
  ["\t", "import.delimiter.tab"],
  ["|", "import.delimiter.bar"],
] as const satisfies readonly (readonly [NonNullable<ReadingAnswers["delimiter"]>, MessageKey])[];

type ReadingFieldsProps = {
  dialect: NonNullable<FilePreview["dialect"]>;
  onChange: (change: ReadingAnswers) => void;
};

/** How a text file is read; each field shows what was found and can be answered otherwise. */
export function ReadingFields({ dialect, onChange }: ReadingFieldsProps) {
  const t = useT();
  const encodings = { [dialect.encoding]: dialect.encoding, ...ENCODING_NAMES };
  return (
    <div className={shared.shortFields}>
      <SelectField
        label={t("import.encoding")}
        value={dialect.encoding}
        options={Object.entries(encodings).map(([value, label]) => ({ value, label }))}
        onChange={(encoding) => onChange({ encoding })}
      />
      <SelectField
        label={t("import.delimiter")}
        value={dialect.delimiter}
        options={DELIMITERS.map(([value, key]) => ({ value, label: t(key) }))}
        onChange={(value) => {
          const found = DELIMITERS.find(([one]) => one === value);
          if (found) onChange({ delimiter: found[0] });
        }}
      />
      <SelectField
        label={t("import.decimal")}
        value={dialect.decimal}
        options={[
          { value: ",", label: t("import.decimal.comma") },
          { value: ".", label: t("import.decimal.point") },
        ]}
        onChange={(value) => onChange({ decimal: value === "," ? "," : "." })}
      />
      <SelectField
        label={t("import.header")}
        value={String(dialect.headerRow)}
        options={[
          { value: "true", label: t("import.header.yes") },
          { value: "false", label: t("import.header.no") },
        ]}
        onChange={(value) => onChange({ headerRow: value === "true" })}
      />
    </div>
  );
}
