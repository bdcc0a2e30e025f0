import { Sparkline } from "../../charts/Sparkline.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { AqiBadge } from "../../ui/AqiBadge.tsx";
import { AQI_LEVELS } from "../../ui/aqi.ts";
import { StatusBadge } from "../../ui/Badge.tsx";
import { Link } from "../../ui/Link.tsx";
import { alarmLevelsOf, standing, validOn } from "./alarm.ts";
import { cityDayOf } from "./city-time.ts";
import styles from "./LiveMapPage.module.css";
import { lastValue, shortStationName } from "./layers.ts";
import { isStale } from "./live-things.ts";
import { nameOf } from "./names.ts";
import { useCatalogue, useSeries } from "./queries.ts";
import { type CitySummary, summarise } from "./summary.ts";
import type { Datastream, Thing } from "./types.ts";

const HOUR = 3_600_000;
/** The gauge by which the city speaks of high tide. */
const TIDE_STATION = "tv-phu-an";

/** The city in one line: the air by level, the worst station, the tide, what has stopped. */
export function CityLine({ things, now }: { things: readonly Thing[]; now: number }) {
  const t = useT();
  const summary = summarise(things, now);
  const tide = things.find((thing) => thing.code === TIDE_STATION);
  return (
    <section className={styles.line} aria-label={t("live.summary")}>
      <AirLevels summary={summary} />
      {summary.worst && <Worst worst={summary.worst} />}
      {tide && <Tide thing={tide} now={now} />}
      <Sending summary={summary} />
    </section>
  );
}

function AirLevels({ summary }: { summary: CitySummary }) {
  const t = useT();
  return (
    <div className={styles.fact}>
      <h2 className={styles.factName}>{t("live.air", { count: summary.withIndex })}</h2>
      <ul className={styles.levels}>
        {summary.levels.map(({ rank, count }) => {
          const level = AQI_LEVELS[rank - 1];
          return (
            level && (
              <li key={rank} className={styles.level}>
                <span className={styles.letter} style={{ background: level.colour, color: level.ink }}>
                  {level.letter}
                </span>
                <span>
                  <strong>{count}</strong> {t(level.labelKey)}
                </span>
              </li>
            )
          );
        })}
        {summary.levels.length === 0 && <li>{t("aqi.none")}</li>}
      </ul>
    </div>
  );
}

function Worst({ worst }: { worst: NonNullable<CitySummary["worst"]> }) {
  const t = useT();
  const { locale } = useLocale();
  return (
    <div className={styles.fact}>
      <h2 className={styles.factName}>{t("live.worst")}</h2>
      <span className={styles.row}>
        <Link to={`/tram/${worst.thing.code}`}>{shortStationName(nameOf(worst.thing, locale))}</Link>
        <AqiBadge value={worst.value} />
      </span>
    </div>
  );
}

function Tide({ thing, now }: { thing: Thing; now: number }) {
  const t = useT();
  const format = useFormat();
  const to = Math.floor(now / HOUR) * HOUR + HOUR;
  const stream = thing.datastreams.find(({ property }) => property === "water-level");
  const series = useSeries(stream?.id, { from: to - 24 * HOUR, to }, 48).data;
  const value = lastValue(thing, "water-level");
  if (value === null) return null;
  const trend = tideTrend(series?.points.map((point) => point.mean) ?? []);
  return (
    <div className={styles.fact}>
      <h2 className={styles.factName}>{t("live.tide", { datum: stream?.verticalDatum ?? "" })}</h2>
      <span className={styles.row}>
        <Link to={`/tram/${thing.code}`}>{format.number(value, { digits: 2, fixed: true })} m</Link>
        <span>{t(`live.tide.${trend}`)}</span>
        {series && (
          <Sparkline width={64} values={series.points.map((point) => point.mean)} label={t("live.tideDay")} />
        )}
      </span>
      {stream && !isStale(thing, now) && <Alarm thing={thing} stream={stream} value={value} now={now} />}
    </div>
  );
}

type AlarmProps = { thing: Thing; stream: Datastream; value: number; now: number };

/** How the water stands to the alarm levels, always with whether these were compared with the law. */
function Alarm({ thing, stream, value, now }: AlarmProps) {
  const t = useT();
  const format = useFormat();
  const levels = validOn(alarmLevelsOf(useCatalogue().data, thing.code, stream), cityDayOf(now));
  const found = standing(levels, value);
  if (!found) return null;
  const { is, level } = found;
  return (
    <span className={styles.alarm}>
      {t(`live.alarm.${is}`, {
        level: level.level,
        at: format.number(level.at, { digits: 2 }),
        status: t(`alarm.status.${level.status}`),
      })}
    </span>
  );
}

/** Whether the water rises or falls: the newest value against the one two buckets before. */
export function tideTrend(values: readonly number[]): "rising" | "falling" | "still" {
  const last = values.at(-1);
  const before = values.at(-3);
  if (last === undefined || before === undefined || Math.abs(last - before) < 0.02) return "still";
  return last > before ? "rising" : "falling";
}

function Sending({ summary }: { summary: CitySummary }) {
  const t = useT();
  return (
    <div className={styles.fact}>
      <h2 className={styles.factName}>{t("live.sending")}</h2>
      <span className={styles.row}>
        <Link to="/tram">
          {t("live.sendingCount", { count: summary.all - summary.stale, all: summary.all })}
        </Link>
        {summary.stale > 0 && (
          <StatusBadge status="stale" label={t("live.stopped", { count: summary.stale })} />
        )}
      </span>
    </div>
  );
}
