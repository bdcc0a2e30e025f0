import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { Link } from "../../ui/Link.tsx";
import { useAgency, useLocated } from "../registry/queries.ts";
import { FactGrid } from "./FactGrid.tsx";
import { airIndex } from "./layers.ts";
import { propertyName, sensorName } from "./names.ts";
import styles from "./StationPage.module.css";
import type { Catalogue, ThingDetail } from "./types.ts";

type FactsProps = { thing: ThingDetail; catalogue: Catalogue };

/** Where the station stands, whose it is, by what method it is judged. */
export function StationFacts({ thing, catalogue }: FactsProps) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const located = useLocated(thing).data;
  const agency = useAgency(thing.agencyCode).data?.agency;
  const index = airIndex(thing) && catalogue.indices[0];
  const degrees = (value: number) => format.number(value, { digits: 5, fixed: true });
  const unit = located?.unit;
  return (
    <Card>
      <FactGrid
        items={[
          { label: t("facts.code"), value: <code>{thing.code}</code> },
          { label: t("facts.place"), value: `${degrees(thing.lat)}; ${degrees(thing.lon)} (WGS 84)` },
          {
            label: t("facts.unit"),
            value: unit ? (
              <Link to={`/don-vi/${unit.code}`}>{locale === "vi" ? unit.fullName : unit.nameEn}</Link>
            ) : (
              "–"
            ),
          },
          {
            label: t("facts.agency"),
            value: agency ? (
              <Link to={`/co-quan?ma=${agency.code}`}>{locale === "vi" ? agency.name : agency.nameEn}</Link>
            ) : (
              (thing.agencyCode ?? "–")
            ),
          },
          ...(index
            ? [{ label: t("facts.method"), value: `${index.code.toUpperCase()}, ${index.method}` }]
            : []),
          {
            label: t("facts.places"),
            value: t("facts.since", { date: format.date(thing.locations.at(-1)?.validFrom ?? Date.now()) }),
          },
        ]}
      />
      {located?.schematic && <p className={styles.note}>{t("facts.schematic")}</p>}
    </Card>
  );
}

/** What each series is measured with, and how often. */
export function Sensors({ thing, catalogue }: FactsProps) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  return (
    <Card title={t("facts.sensors")}>
      <FactGrid
        items={thing.datastreams.map((stream) => ({
          label: propertyName(catalogue, stream.property, locale),
          value: [
            sensorName(stream, locale),
            t("facts.every", { step: format.duration(stream.intervalSeconds * 1000) }),
            ...(stream.verticalDatum ? [t("facts.datum", { datum: stream.verticalDatum })] : []),
          ].join(", "),
        }))}
      />
    </Card>
  );
}
