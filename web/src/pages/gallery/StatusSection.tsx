import { useT } from "../../i18n/i18n.tsx";
import { AqiBadge } from "../../ui/AqiBadge.tsx";
import { AQI_LEVELS } from "../../ui/aqi.ts";
import { Badge, SeverityBadge, type Status, StatusBadge } from "../../ui/Badge.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { SimulatedMark } from "../../ui/SimulatedMark.tsx";
import { TimeLeft } from "../../ui/TimeLeft.tsx";
import styles from "./GalleryPage.module.css";
import { Section } from "./Section.tsx";

const ALL: readonly Status[] = [
  "draft",
  "waiting",
  "running",
  "paused",
  "done",
  "rejected",
  "failed",
  "overdue",
  "online",
  "stale",
  "offline",
  "retired",
];

/** States, severities, levels of air, clocks, marks. */
export function StatusSection() {
  const t = useT();
  return (
    <Section id="status">
      <div className={styles.row}>
        {ALL.map((status) => (
          <StatusBadge key={status} status={status} />
        ))}
      </div>
      <div className={styles.row}>
        <SeverityBadge severity={1} />
        <SeverityBadge severity={2} />
        <SeverityBadge severity={3} />
        <SeverityBadge severity={4} />
        <Badge icon="building">Sở Xây dựng</Badge>
        <Badge tone="info">Mới</Badge>
        <SimulatedMark />
      </div>
      <div className={styles.row}>
        {[32, 76, 132, 171, 246, 388].map((value) => (
          <AqiBadge key={value} value={value} />
        ))}
        <AqiBadge value={null} />
        <AqiBadge value={171} size="large" />
      </div>
      <DescriptionList
        items={AQI_LEVELS.map((level) => ({
          label: `${level.letter} · ${t(level.labelKey)}`,
          value: t(level.adviceKey),
        }))}
      />
      <div className={styles.row}>
        <TimeLeft state="on-time" text="3 ngày làm việc" dueAt="2026-02-13T10:00:00Z" />
        <TimeLeft state="near" text="2 giờ làm việc" dueAt="2026-02-10T07:00:00Z" />
        <TimeLeft state="late" text="1 ngày 4 giờ làm việc" dueAt="2026-02-09T02:00:00Z" />
        <TimeLeft state="paused" text="5 ngày làm việc" />
        <TimeLeft state="done" text="sớm hơn hạn 6 giờ làm việc" />
      </div>
      <SimulatedMark look="ribbon" />
    </Section>
  );
}
