import { QueryView } from "../../api/QueryView.tsx";
import type { MessageKey } from "../../i18n/i18n.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { DAY_MS, startOfCityDay } from "./city-time.ts";
import { propertyName } from "./names.ts";
import { useNow, useQuality } from "./queries.ts";
import type { Catalogue, QualityCount, ThingDetail } from "./types.ts";

const DAYS = 7;

const FLAG_KEYS: Record<string, MessageKey> = {
  range: "flag.range",
  step: "flag.step",
  "flat-line": "flag.flat-line",
  gap: "flag.gap",
  "clock-skew": "flag.clock-skew",
  duplicate: "flag.duplicate",
};

/** How much of the last week arrived, and what was doubtful about it. */
export function QualityCard({ thing, catalogue }: { thing: ThingDetail; catalogue: Catalogue }) {
  const t = useT();
  const today = startOfCityDay(useNow());
  const query = useQuality(thing.code, { from: today - DAYS * DAY_MS, to: today });
  return (
    <Card title={t("quality.title")} note={t("quality.note", { days: DAYS })} flush>
      <QueryView query={query}>{(rows) => <QualityTable rows={rows} catalogue={catalogue} />}</QueryView>
    </Card>
  );
}

function QualityTable({ rows, catalogue }: { rows: QualityCount[]; catalogue: Catalogue }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const columns: Column<QualityCount>[] = [
    {
      id: "name",
      header: t("station.property"),
      cell: (row) => propertyName(catalogue, row.property, locale),
    },
    {
      id: "readings",
      header: t("quality.readings"),
      kind: "number",
      cell: (row) => `${format.number(row.readings)} / ${format.number(row.expected)}`,
    },
    {
      id: "share",
      header: t("quality.share"),
      kind: "number",
      cell: (row) => format.percent(row.expected === 0 ? 0 : Math.min(1, row.readings / row.expected)),
    },
    { id: "flags", header: t("quality.flags"), cell: (row) => <Flags flags={row.flags} /> },
    { id: "first", header: t("quality.first"), cell: (row) => (row.first ? format.date(row.first) : "–") },
  ];
  return (
    <DataTable
      caption={t("quality.title")}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={(row) => String(row.datastreamId)}
    />
  );
}

function Flags({ flags }: { flags: Record<string, number> }) {
  const t = useT();
  const raised = Object.entries(flags).filter(([, count]) => count > 0);
  if (raised.length === 0) {
    return (
      <Badge tone="ok" icon="check">
        {t("quality.none")}
      </Badge>
    );
  }
  return raised.map(([flag, count]) => {
    const key = FLAG_KEYS[flag];
    return (
      <Badge key={flag} tone={flag === "gap" || flag === "duplicate" ? "idle" : "warn"} icon="flag">
        {key ? t(key) : flag}: {count}
      </Badge>
    );
  });
}
