import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { MaskBadge } from "./badges.tsx";
import own from "./profile.module.css";
import { useProfile } from "./queries.ts";
import type { TabProps } from "./tab-props.ts";
import type { Cell, Column, ColumnProfile, Dataset } from "./types.ts";
import { useCellText } from "./use-cell-text.ts";
import styles from "./warehouse.module.css";
import { columnLabel } from "./words.ts";

/** What is in each column: how full, how varied, where its values lie. */
export function ProfileTab({ dataset, version }: TabProps) {
  const t = useT();
  const profile = useProfile(dataset.name, version);
  return (
    <QueryView query={profile}>
      {({ columns, rowCount }) =>
        columns.length === 0 ? (
          <EmptyState icon="bars" title={t("wh.profile.none")} text={t("wh.profile.noneText")} />
        ) : (
          <div className={own.profiles}>
            {columns.map((entry) => (
              <OneColumn key={entry.name} dataset={dataset} profile={entry} rowCount={rowCount} />
            ))}
          </div>
        )
      }
    </QueryView>
  );
}

type OneColumnProps = { dataset: Dataset; profile: ColumnProfile; rowCount: number };

function OneColumn({ dataset, profile, rowCount }: OneColumnProps) {
  const t = useT();
  const { locale } = useLocale();
  const write = useCellText(dataset.key);
  const column = dataset.columns.find((entry) => entry.name === profile.name);
  const text = (value: Cell) =>
    value === null ? "–" : column ? write(value, column as Column) : String(value);
  return (
    <Card
      title={column ? columnLabel(column, locale) : profile.name}
      note={t(`wh.type.${profile.type}`)}
      level={2}
      actions={profile.shown !== "clear" && <MaskBadge mask={profile.shown} />}
    >
      {profile.shown !== "clear" && <p className={styles.quiet}>{t("wh.profile.masked")}</p>}
      {profile.histogram && profile.histogram.length > 1 && (
        <Histogram bins={profile.histogram} text={text} label={t("wh.profile.histogram")} />
      )}
      {!profile.histogram && profile.top && profile.top.length > 0 && (
        <TopValues top={profile.top} rowCount={rowCount} text={text} />
      )}
      <Facts profile={profile} rowCount={rowCount} text={text} />
    </Card>
  );
}

function Facts({
  profile,
  rowCount,
  text,
}: {
  profile: ColumnProfile;
  rowCount: number;
  text: (value: Cell) => string;
}) {
  const t = useT();
  const format = useFormat();
  const share = rowCount > 0 ? profile.nulls / rowCount : 0;
  const median = profile.quantiles?.[3];
  const [, low, , , , high] = profile.quantiles ?? [];
  const facts: [string, string][] = [
    [
      t("wh.profile.nulls"),
      t("wh.profile.nullsValue", { count: format.number(profile.nulls), share: format.percent(share) }),
    ],
  ];
  if (profile.distinct !== null) facts.push([t("wh.profile.distinct"), format.number(profile.distinct)]);
  if (profile.min !== null)
    facts.push([t("wh.profile.range"), `${text(profile.min)} – ${text(profile.max)}`]);
  if (profile.mean !== null) facts.push([t("wh.profile.mean"), format.number(profile.mean, { digits: 2 })]);
  if (median !== undefined) facts.push([t("wh.profile.median"), format.number(median, { digits: 2 })]);
  if (low !== undefined && high !== undefined)
    facts.push([t("wh.profile.most"), `${format.number(low)} – ${format.number(high)}`]);
  if (!profile.histogram && !profile.top && profile.examples.length > 0)
    facts.push([t("wh.profile.examples"), profile.examples.slice(0, 3).map(text).join("; ")]);
  return (
    <dl className={own.facts}>
      {facts.map(([label, value]) => (
        <div key={label} className={own.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type HistogramProps = {
  bins: NonNullable<ColumnProfile["histogram"]>;
  text: (value: Cell) => string;
  label: string;
};

function Histogram({ bins, text, label }: HistogramProps) {
  const format = useFormat();
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const width = 100 / bins.length;
  const words = bins.map((bin) => `${text(bin.from)} – ${text(bin.to)}: ${format.number(bin.count)}`);
  return (
    <>
      <svg
        className={own.histogram}
        viewBox="0 0 100 40"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label}. ${words.join("; ")}`}
      >
        {bins.map((bin, index) => {
          const height = bin.count === 0 ? 0 : Math.max(0.6, (bin.count / most) * 40);
          return (
            <rect
              key={String(bin.from)}
              x={index * width}
              y={40 - height}
              width={Math.max(0.5, width - 0.6)}
              height={height}
            >
              <title>{words[index]}</title>
            </rect>
          );
        })}
      </svg>
      <p className={own.histogramEnds} aria-hidden="true">
        <span>{text(bins[0]?.from ?? null)}</span>
        <span>{text(bins.at(-1)?.to ?? null)}</span>
      </p>
    </>
  );
}

type TopValuesProps = {
  top: NonNullable<ColumnProfile["top"]>;
  rowCount: number;
  text: (value: Cell) => string;
};

function TopValues({ top, rowCount, text }: TopValuesProps) {
  const t = useT();
  const format = useFormat();
  return (
    <ul className={own.tops}>
      {top.slice(0, 6).map(({ value, count }) => {
        const share = rowCount > 0 ? count / rowCount : 0;
        return (
          <li key={String(value)}>
            <span className={own.topName}>{value === null ? t("wh.noValue") : text(value)}</span>
            <span className={own.number}>
              {format.number(count)} ({format.percent(share, 0)})
            </span>
            <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect className={own.track} width="100" height="4" />
              <rect width={Math.max(0.5, share * 100)} height="4" />
            </svg>
          </li>
        );
      })}
    </ul>
  );
}
