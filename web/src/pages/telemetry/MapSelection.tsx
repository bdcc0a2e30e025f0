import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { AqiBadge } from "../../ui/AqiBadge.tsx";
import { aqiLevel } from "../../ui/aqi.ts";
import { StatusBadge } from "../../ui/Badge.tsx";
import { IconButton } from "../../ui/Button.tsx";
import { Link } from "../../ui/Link.tsx";
import { SimulatedMark } from "../../ui/SimulatedMark.tsx";
import type { BoundaryAnswer } from "../registry/queries.ts";
import styles from "./LiveMapPage.module.css";
import { airIndex, layerOfKind, shortStationName } from "./layers.ts";
import { isStale, lastSentAt } from "./live-things.ts";
import { findProperty, nameOf, propertyName, shortName } from "./names.ts";
import { wardAt } from "./places.ts";
import { useCatalogue } from "./queries.ts";
import type { Thing } from "./types.ts";

/** Props of MapSelection: what was chosen on the map, and the hour it is shown at. */
export type MapSelectionProps = {
  things: readonly Thing[];
  boundaries: BoundaryAnswer | undefined;
  station: string | undefined;
  ward: string | undefined;
  now: number;
  hour: number | undefined;
  past: number | null;
  onClose: () => void;
};

/** The chosen station or ward: a card over the map, on a phone a sheet at the foot. */
export function MapSelection(props: MapSelectionProps) {
  const t = useT();
  const thing = props.things.find((entry) => entry.code === props.station);
  const ward = props.boundaries?.features.find(
    (feature) => feature.properties.code === props.ward,
  )?.properties;
  return (
    <div role="status">
      {(thing || ward) && (
        <section className={styles.card} aria-label={t("live.selected")}>
          <span className={styles.close}>
            <IconButton icon="close" size="small" label={t("common.close")} onPress={props.onClose} />
          </span>
          {thing ? <StationCard {...props} thing={thing} /> : ward && <WardCard {...props} {...ward} />}
        </section>
      )}
    </div>
  );
}

function StationCard({ thing, boundaries, now, hour, past }: MapSelectionProps & { thing: Thing }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const ward = wardAt(boundaries, thing);
  const sentAt = lastSentAt(thing);
  return (
    <>
      <h2>{nameOf(thing, locale)}</h2>
      <p className={styles.quiet}>{ward?.name}</p>
      {layerOfKind(thing.kind) === "air" ? (
        <AirNow
          thing={thing}
          value={hour === undefined ? (airIndex(thing)?.value ?? null) : past}
          isPast={hour !== undefined}
        />
      ) : (
        <Readings thing={thing} />
      )}
      <p className={styles.row}>
        {isStale(thing, now) ? <StatusBadge status="stale" /> : <StatusBadge status="online" />}
        <span className={styles.quiet}>
          {sentAt === undefined
            ? t("live.neverSent")
            : t("live.sentAt", { when: format.relative(sentAt, now) })}
        </span>
      </p>
      {thing.simulated && <SimulatedMark />}
      <Link to={`/tram/${thing.code}`} look="primary">
        {t("live.openStation")}
      </Link>
    </>
  );
}

function AirNow({ thing, value, isPast }: { thing: Thing; value: number | null; isPast: boolean }) {
  const t = useT();
  const level = aqiLevel(value);
  const dominant = airIndex(thing)?.dominant ?? [];
  return (
    <>
      <AqiBadge value={value} size="large" />
      {!isPast && dominant.length > 0 && (
        <p>{t("live.dominant", { names: dominant.map(shortName).join(", ") })}</p>
      )}
      {level && <p className={styles.advice}>{t(level.adviceKey)}</p>}
    </>
  );
}

function Readings({ thing }: { thing: Thing }) {
  const { locale } = useLocale();
  const format = useFormat();
  const catalogue = useCatalogue().data;
  return (
    <dl className={styles.readings}>
      {thing.datastreams.map((stream) => {
        const property = findProperty(catalogue, stream.property);
        return (
          <div key={stream.id}>
            <dt>{propertyName(catalogue, stream.property, locale)}</dt>
            <dd>
              {stream.last
                ? format.number(stream.last.value, { digits: property?.decimals ?? 1, fixed: true })
                : "–"}{" "}
              {property?.unitSymbol} {stream.verticalDatum}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function WardCard({ code, name, things, boundaries }: MapSelectionProps & { code: string; name: string }) {
  const t = useT();
  const { locale } = useLocale();
  const inside = things.filter((thing) => wardAt(boundaries, thing)?.code === code);
  return (
    <>
      <h2>{name}</h2>
      <p className={styles.quiet}>{t("live.wardStations", { count: inside.length })}</p>
      <ul className={styles.inside}>
        {inside.map((thing) => (
          <li key={thing.id}>
            <Link to={`/tram/${thing.code}`}>{shortStationName(nameOf(thing, locale))}</Link>
          </li>
        ))}
      </ul>
      <Link to={`/don-vi/${code}`} look="secondary">
        {t("live.openWard")}
      </Link>
    </>
  );
}
