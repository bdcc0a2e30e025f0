import { useParams } from "react-router";
import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { OfflineBanner } from "../../shell/OfflineBanner.tsx";
import { Badge, StatusBadge } from "../../ui/Badge.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { SimulatedMark } from "../../ui/SimulatedMark.tsx";
import { AirIndexSection } from "./AirIndexSection.tsx";
import { AlarmCard } from "./AlarmCard.tsx";
import { ExceedanceCard } from "./ExceedanceCard.tsx";
import { airIndex, layerOfKind } from "./layers.ts";
import { isStale, lastSentAt } from "./live-things.ts";
import { kindName, nameOf } from "./names.ts";
import { QualityCard } from "./QualityCard.tsx";
import { useCatalogue, useLiveStation, useNow, useThing } from "./queries.ts";
import { ReadingsNow } from "./ReadingsNow.tsx";
import { Sensors, StationFacts } from "./StationFacts.tsx";
import styles from "./StationPage.module.css";
import { TrendSection } from "./TrendSection.tsx";
import type { Catalogue, ThingDetail } from "./types.ts";

/** One station: what Decision 1459/QĐ-TCMT wants shown, its course, its limits, its quality, its files. */
export function StationPage() {
  const { code = "" } = useParams();
  const t = useT();
  const thing = useThing(code);
  const catalogue = useCatalogue();
  const trail = [{ label: t("nav.stations"), to: "/tram" }];
  const live = useLiveStation(thing.data);
  return (
    <>
      <OfflineBanner live={live} />
      {!thing.data && <PageHeader title={thing.isError ? code : t("station.loading")} trail={trail} />}
      <QueryView query={thing}>
        {(station) => (
          <>
            <Head thing={station} catalogue={catalogue.data} />
            <QueryView query={catalogue}>{(known) => <Body thing={station} catalogue={known} />}</QueryView>
          </>
        )}
      </QueryView>
    </>
  );
}

function Head({ thing, catalogue }: { thing: ThingDetail; catalogue: Catalogue | undefined }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const now = useNow();
  const sentAt = lastSentAt(thing);
  return (
    <PageHeader
      title={nameOf(thing, locale)}
      trail={[
        { label: t("nav.map"), to: "/" },
        { label: t("nav.stations"), to: "/tram" },
      ]}
      marks={
        <>
          <StatusBadge status={isStale(thing, now) ? "stale" : "online"} />
          <Badge>{kindName(catalogue, thing.kind, locale)}</Badge>
          {thing.simulated && <SimulatedMark />}
        </>
      }
      lead={
        sentAt === undefined ? t("live.neverSent") : t("live.sentAt", { when: format.relative(sentAt, now) })
      }
    />
  );
}

function Body({ thing, catalogue }: { thing: ThingDetail; catalogue: Catalogue }) {
  const isAir = layerOfKind(thing.kind) === "air" || airIndex(thing) !== undefined;
  return (
    <div className={styles.stack}>
      <StationFacts thing={thing} catalogue={catalogue} />
      {isAir && <AirIndexSection thing={thing} catalogue={catalogue} />}
      <ReadingsNow thing={thing} catalogue={catalogue} />
      <TrendSection thing={thing} catalogue={catalogue} />
      <AlarmCard thing={thing} catalogue={catalogue} />
      <ExceedanceCard thing={thing} catalogue={catalogue} />
      <QualityCard thing={thing} catalogue={catalogue} />
      <Sensors thing={thing} catalogue={catalogue} />
    </div>
  );
}
