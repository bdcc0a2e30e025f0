import type { MessageKey } from "../../i18n/i18n.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { KeyFigure } from "../../ui/KeyFigure.tsx";
import styles from "./registry.module.css";
import type { FeatureNote, ImportReport } from "./types.ts";

type Line = FeatureNote & { group: MessageKey; tone: Tone; key: string };

/** What a check found: how many boundaries can be used, and every feature that was refused, mended or doubtful. */
export function BoundaryReport({ report }: { report: ImportReport }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const columns: Column<Line>[] = [
    {
      id: "feature",
      header: t("report.feature"),
      cell: (row) => `${row.index + 1}${row.name ? `. ${row.name}` : ""}`,
    },
    { id: "code", header: t("unit.codeLabel"), cell: (row) => row.code ?? "–" },
    {
      id: "group",
      header: t("report.result"),
      cell: (row) => (
        <Badge tone={row.tone} icon={row.tone === "bad" ? "danger" : "info"}>
          {t(row.group)}
        </Badge>
      ),
    },
    { id: "message", header: t("report.why"), cell: (row) => row.message[locale] },
  ];
  return (
    <section className={styles.stack} aria-label={t("report.title")}>
      <h3>{t("report.title")}</h3>
      <div className={styles.figures}>
        <KeyFigure label={t("report.features")} value={format.number(report.features)} />
        <KeyFigure label={t("report.taken")} value={format.number(report.taken)} />
        <KeyFigure label={t("report.missing")} value={format.number(report.missing.length)} />
        <KeyFigure label={t("report.points")} value={format.number(report.points)} />
      </div>
      <DataTable
        caption={t("report.details")}
        columns={columns}
        rows={linesOf(report)}
        rowKey={(row) => row.key}
        limitHeight
        empty={{ icon: "check-circle", title: t("report.clean") }}
      />
      {report.missing.length > 0 && (
        <details>
          <summary>{t("report.missingList", { count: report.missing.length })}</summary>
          <p className={styles.quiet}>
            {report.missing.map((unit) => `${unit.name} (${unit.code})`).join(", ")}
          </p>
        </details>
      )}
    </section>
  );
}

/** Every remark of a report, the worst first. */
export function linesOf(report: ImportReport): Line[] {
  const groups: readonly [readonly FeatureNote[], MessageKey, Tone][] = [
    [report.refused, "report.refused", "bad"],
    [report.unknownCodes, "report.unknown", "bad"],
    [report.duplicates, "report.duplicate", "warn"],
    [report.notes, "report.note", "warn"],
    [report.fixed, "report.fixed", "info"],
  ];
  return groups.flatMap(([notes, group, tone]) =>
    notes.map((note, place) => ({ ...note, group, tone, key: `${group}-${place}` })),
  );
}
