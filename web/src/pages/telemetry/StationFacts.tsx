import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { Link } from "../../ui/Link.tsx";
import { useAgency, useLocated } from "../registry/queries.ts";
import { airIndex } from "./layers.ts";
import { propertyName, sensorName } from "./names.ts";
import styles from "./StationPage.module.css";
import type { Catalogue, ThingDetail } from "./types.ts";

type FactsProps = { thing: ThingDetail; catalogue: Catalogue };

/** Where the station stands, whose it is, what it measures with. */
export function StationFacts({ thing, catalogue }: FactsProps) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const unit = useLocated(thing).data;
  const agency = useAgency(thing.agencyCode).data?.agency;
  const index = airIndex(thing) && catalogue.indices[0];
  const degrees = (value: number) => format.number(value, { digits: 5, fixed: true });
  return (
    <aside className={styles.aside} aria-label={t("facts.title")}>
      <Card title={t("facts.title")}>
        <DescriptionList
          items={[
            { label: t("facts.code"), value: <code>{thing.code}</code> },
            {
              label: t("facts.place"),
              value: `${degrees(thing.lat)}, ${degrees(thing.lon)} (WGS 84)`,
            },
            {
              label: t("facts.unit"),
              value: unit?.unit ? (
                <Link to={`/don-vi/${unit.unit.code}`}>{nameOfUnit(unit.unit, locale)}</Link>
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
              ? [{ label: t("facts.method"), value: `${index.method} (${index.code.toUpperCase()})` }]
              : []),
            {
              label: t("facts.places"),
              value: t("facts.since", { date: format.date(thing.locations.at(-1)?.validFrom ?? Date.now()) }),
            },
          ]}
        />
        {unit?.schematic && <p className={styles.quiet}>{t("facts.schematic")}</p>}
      </Card>
      <Sensors thing={thing} catalogue={catalogue} />
    </aside>
  );
}

function nameOfUnit(unit: { fullName: string; nameEn: string }, locale: "vi" | "en"): string {
  return locale === "vi" ? unit.fullName : unit.nameEn;
}

function Sensors({ thing, catalogue }: FactsProps) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  return (
    <Card title={t("facts.sensors")}>
      <DescriptionList
        items={thing.datastreams.map((stream) => ({
          label: propertyName(catalogue, stream.property, locale),
          value: (
            <>
              {sensorName(stream, locale)},{" "}
              {t("facts.every", { step: format.duration(stream.intervalSeconds * 1000) })}
              {stream.verticalDatum && <> · {t("facts.datum", { datum: stream.verticalDatum })}</>}
            </>
          ),
        }))}
      />
    </Card>
  );
}
