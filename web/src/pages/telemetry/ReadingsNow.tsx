import { Sparkline } from "../../charts/Sparkline.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { KeyFigure } from "../../ui/KeyFigure.tsx";
import { DAY_MS, HOUR_MS } from "./city-time.ts";
import { findProperty, propertyName } from "./names.ts";
import { useNow, useSeries } from "./queries.ts";
import styles from "./StationPage.module.css";
import type { Catalogue, Datastream, ThingDetail } from "./types.ts";

/** The newest value of every series, with its day as a line. */
export function ReadingsNow({ thing, catalogue }: { thing: ThingDetail; catalogue: Catalogue }) {
  const t = useT();
  return (
    <Card title={t("station.readings")} note={t("station.readingsNote")}>
      <div className={styles.figures}>
        {thing.datastreams.map((stream) => (
          <Reading key={stream.id} stream={stream} catalogue={catalogue} />
        ))}
      </div>
    </Card>
  );
}

function Reading({ stream, catalogue }: { stream: Datastream; catalogue: Catalogue }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const to = Math.ceil(useNow() / HOUR_MS) * HOUR_MS;
  const series = useSeries(stream.id, { from: to - DAY_MS, to }, 48).data;
  const property = findProperty(catalogue, stream.property);
  const name = propertyName(catalogue, stream.property, locale);
  const value = stream.last
    ? format.number(stream.last.value, { digits: property?.decimals ?? 1, fixed: true })
    : "–";
  return (
    <KeyFigure
      label={name}
      value={value}
      {...(property ? { unit: property.unitSymbol } : {})}
      note={
        <>
          {series && series.points.length > 1 && (
            <Sparkline
              values={series.points.map((point) => point.mean)}
              label={t("station.lastDay", { name })}
            />
          )}
          <span className={styles.quiet}>
            {stream.last ? format.dateTime(stream.last.at) : t("live.neverSent")}
          </span>
          {stream.last && stream.last.quality !== 0 && (
            <Badge tone="warn" icon="flag">
              {t("quality.suspect")}
            </Badge>
          )}
        </>
      }
    />
  );
}
