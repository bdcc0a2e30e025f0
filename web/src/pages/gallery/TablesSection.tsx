import { useState } from "react";
import { useFormat } from "../../i18n/i18n.tsx";
import type { MapStation } from "../../map/station.ts";
import { AqiBadge } from "../../ui/AqiBadge.tsx";
import { StatusBadge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { type Column, DataTable, type Sort } from "../../ui/DataTable.tsx";
import { Link } from "../../ui/Link.tsx";
import { Section } from "./Section.tsx";
import { SAMPLE_STATIONS } from "./sample-map.ts";

const COLUMNS: readonly Column<MapStation>[] = [
  { id: "name", header: "Trạm", cell: (row) => <Link to="/design">{row.name}</Link>, sortable: true },
  { id: "note", header: "Chất quyết định", cell: (row) => row.note },
  {
    id: "status",
    header: "Tình trạng",
    cell: (row) => <StatusBadge status={row.stale ? "stale" : "online"} />,
  },
  { id: "level", header: "Mức", cell: (row) => <AqiBadge value={row.value} /> },
  { id: "value", header: "VN_AQI", kind: "number", cell: (row) => row.value ?? "–", sortable: true },
];

/** A table in use, sorted, with more to load; and one with nothing in it. */
export function TablesSection() {
  const format = useFormat();
  const [sort, setSort] = useState<Sort>({ column: "value", descending: true });
  const [shown, setShown] = useState(6);
  const sign = sort.descending ? -1 : 1;
  const rows = [...SAMPLE_STATIONS].sort((a, b) =>
    sort.column === "name"
      ? sign * format.compare(a.name, b.name)
      : sign * ((a.value ?? -1) - (b.value ?? -1)),
  );
  return (
    <Section id="tables">
      <Card title="Trạm quan trắc không khí" level={3} flush>
        <DataTable
          caption="Số đo lúc 12:00 ngày 10/02/2026"
          columns={COLUMNS}
          rows={rows.slice(0, shown)}
          rowKey={(row) => row.id}
          sort={sort}
          onSort={setSort}
          total={rows.length}
          onLoadMore={shown < rows.length ? () => setShown(shown + 6) : undefined}
        />
      </Card>
      <Card title="Cảnh báo đang mở" level={3} flush>
        <DataTable
          caption="Cảnh báo đang mở"
          columns={COLUMNS}
          rows={[]}
          rowKey={(row) => row.id}
          empty={{ title: "Không có cảnh báo nào", text: "Cảnh báo mới sẽ hiện ngay tại đây.", icon: "bell" }}
        />
      </Card>
    </Section>
  );
}
