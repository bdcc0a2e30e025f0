import { type MessageKey, useFormat, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { hasOffset, wallTime } from "./cell-time.ts";
import styles from "./import.module.css";
import { CITY_ZONE_NAME, columnOf, type MappingDraft } from "./mapping.ts";
import { TimeLabelChoice } from "./TimeLabelChoice.tsx";
import { type Preview, TIME_FORMATS, type TimeFormat } from "./types.ts";

const FORMATS: Record<TimeFormat, MessageKey> = {
  iso: "import.format.iso",
  "dd/MM/yyyy": "import.format.dayFirst",
  "MM/dd/yyyy": "import.format.monthFirst",
  "yyyy/MM/dd": "import.format.yearFirst",
  yyyyMMddHHmm: "import.format.compact",
  "epoch-s": "import.format.epochS",
  "epoch-ms": "import.format.epochMs",
  "excel-serial": "import.format.excel",
};

const ZONES = [
  [CITY_ZONE_NAME, "+07:00"],
  ["UTC", "+00:00"],
  ["Asia/Singapore", "+08:00"],
  ["Asia/Tokyo", "+09:00"],
] as const;

const INTERVALS = [60, 300, 600, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400];

type TimeCardProps = { preview: Preview; mapping: MappingDraft; onChange: (mapping: MappingDraft) => void };

/** How times are written and what they mean. */
export function TimeCard({ preview, mapping, onChange }: TimeCardProps) {
  const t = useT();
  const column = columnOf(mapping.roles, "time");
  const samples = column === undefined ? [] : (preview.sniff.columns[column]?.samples ?? []);
  const knowsZone = hasOffset(samples, mapping.format);
  return (
    <Card title={t("import.time.title")} note={<Example sample={samples[0]} mapping={mapping} />}>
      <div className={styles.stack}>
        <div className={styles.fields}>
          <SelectField
            label={t("import.time.format")}
            value={mapping.format}
            options={TIME_FORMATS.map((value) => ({ value, label: t(FORMATS[value]) }))}
            onChange={(value) => onChange({ ...mapping, format: value as TimeFormat })}
          />
          {!knowsZone && <ZoneField mapping={mapping} onChange={onChange} />}
          <IntervalField mapping={mapping} onChange={onChange} />
        </div>
        {knowsZone && <p className={styles.quiet}>{t("import.time.zoneInside")}</p>}
        <TimeLabelChoice
          sampleMs={samples[0] === undefined ? null : wallTime(samples[0], mapping.format)}
          mapping={mapping}
          onChange={(timeLabel) => onChange({ ...mapping, timeLabel })}
        />
      </div>
    </Card>
  );
}

function Example({ sample, mapping }: { sample: string | undefined; mapping: MappingDraft }) {
  const t = useT();
  const time = sample === undefined ? null : wallTime(sample, mapping.format);
  if (sample === undefined) return t("import.problem.noTime");
  if (time === null) return <span className={styles.bad}>{t("import.time.unreadable", { sample })}</span>;
  return t("import.time.example", { sample, words: clockWords(time) });
}

/** Wall time as 03/02/2026 07:05, whatever the zone. */
function clockWords(time: number): string {
  const iso = new Date(time).toISOString();
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)} ${iso.slice(11, 16)}`;
}

function ZoneField({ mapping, onChange }: Omit<TimeCardProps, "preview">) {
  const t = useT();
  const known = ZONES.some(([zone]) => zone === mapping.zone);
  const options = ZONES.map(([value, offset]) => ({
    value,
    label: value === CITY_ZONE_NAME ? t("import.zone.city") : `${value} (${offset})`,
  }));
  return (
    <SelectField
      label={t("import.time.zone")}
      value={mapping.zone}
      options={known ? options : [...options, { value: mapping.zone, label: mapping.zone }]}
      onChange={(zone) => onChange({ ...mapping, zone })}
    />
  );
}

function IntervalField({ mapping, onChange }: Omit<TimeCardProps, "preview">) {
  const t = useT();
  const format = useFormat();
  const all = [...new Set([...INTERVALS, mapping.intervalSeconds])].sort((a, b) => a - b);
  return (
    <SelectField
      label={t("import.time.interval")}
      value={String(mapping.intervalSeconds)}
      options={all.map((seconds) => ({ value: String(seconds), label: format.duration(seconds * 1000) }))}
      onChange={(value) => onChange({ ...mapping, intervalSeconds: Number(value) })}
    />
  );
}
