import { useEffect, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import type { LiveState } from "../../api/live.ts";
import { errorView } from "../../api/QueryView.tsx";
import { useSession } from "../../api/session.ts";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { CityMap } from "../../map/CityMap.tsx";
import { MapLegend } from "../../map/MapLegend.tsx";
import type { MapPick } from "../../map/map-pointer.ts";
import type { Boundaries } from "../../map/station.ts";
import { OfflineBanner } from "../../shell/OfflineBanner.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { SimulatedMark } from "../../ui/SimulatedMark.tsx";
import { useBoundaries } from "../registry/queries.ts";
import { CityLine } from "./CityLine.tsx";
import styles from "./LiveMapPage.module.css";
import { allLevels, LAYERS, type LayerId, layerOfKind, toMapStation } from "./layers.ts";
import { MapSelection } from "./MapSelection.tsx";
import { MapTime } from "./MapTime.tsx";
import { NoStations } from "./NoStations.tsx";
import { coreBounds } from "./places.ts";
import { useIndexMap, useLiveThings, useNow, useThings } from "./queries.ts";
import type { Thing } from "./types.ts";

const NO_BOUNDARIES: Boundaries = { type: "FeatureCollection", features: [] };
/** Share of air stations left outside the first view on each side: far towns, forests, islands. */
const OUTSIDE_SHARE = 0.25;
/** As high as leaves the time slider in sight without scrolling. */
const MAP_HEIGHT = "clamp(20rem, 100dvh - 30rem, 46rem)";

/** The city now: every station on a map and in a list, kept up to date, with the last seven days of the air. */
export function LiveMapPage() {
  const t = useT();
  const things = useThings();
  const live = useLiveThings();
  const session = useSession().data;
  const simulated = !session?.demo && things.data?.some((thing) => thing.simulated);
  return (
    <>
      {simulated && <SimulatedMark look="ribbon" text={t("live.simulated")} />}
      <OfflineBanner live={live} />
      <PageHeader title={t("live.title")} marks={<LiveMark state={live} />} />
      {things.data ? (
        <LiveMap things={things.data} />
      ) : things.isError ? (
        <ErrorState {...errorView(things.error, t)} onRetry={() => void things.refetch()} />
      ) : (
        <LoadingState block label={t("live.loading")} />
      )}
    </>
  );
}

function LiveMark({ state }: { state: LiveState }) {
  const t = useT();
  const open = state === "open";
  return (
    <Badge tone={open ? "ok" : "idle"} icon={open ? "station" : "hourglass"}>
      {t(open ? "live.connected" : "live.connecting")}
    </Badge>
  );
}

function LiveMap({ things }: { things: readonly Thing[] }) {
  const now = useNow();
  if (things.length === 0) return <NoStations />;
  return (
    <div className={styles.page}>
      <CityLine things={things} now={now} />
      <MapWithTime things={things} now={now} />
    </div>
  );
}

function MapWithTime({ things, now }: { things: readonly Thing[]; now: number }) {
  const t = useT();
  const boundaries = useBoundaries(useAfterPaint()).data;
  const [layer, setLayer] = useLayer();
  const [hour, setHour] = useState<number>();
  const [picked, setPicked] = useState<MapPick>();
  const station = picked?.kind === "station" ? picked.id : undefined;
  const ward = picked?.kind === "ward" ? picked.id : undefined;
  const isAir = layer.id === "air";
  const indexMap = useIndexMap(isAir).data;
  const past = isAir ? hour : undefined;
  const levels = useMemo(() => allLevels(t), [t]);
  const legend = useMemo(() => levels.filter(({ rank }) => layer.ranks.includes(rank)), [levels, layer]);
  const focus = useMemo(() => urbanCore(things), [things]);
  const stations = useStations({ things, kinds: layer.kinds, now, hour: past, indexMap });
  return (
    <>
      <div className={styles.switch}>
        <SegmentedControl
          label={t("live.layers")}
          value={layer.id}
          options={LAYERS.map(({ id, labelKey, icon }) => ({ value: id, label: t(labelKey), icon }))}
          onChange={(id) => {
            setPicked(undefined);
            setLayer(id);
          }}
        />
      </div>
      <div className={styles.stage}>
        <CityMap
          label={t("map.label")}
          boundaries={boundaries ?? NO_BOUNDARIES}
          schematic={boundaries?.schematic ?? false}
          stations={stations}
          levels={levels}
          listOrder={t(layer.orderKey, { count: stations.length })}
          selectedStation={station}
          selectedWard={ward}
          height={MAP_HEIGHT}
          onSelect={setPicked}
          {...(focus ? { focus } : {})}
        />
        <MapSelection
          things={things}
          boundaries={boundaries}
          station={station}
          ward={ward}
          now={now}
          past={stations.find((entry) => entry.id === station)?.value ?? null}
          hour={past}
          onClose={() => setPicked(undefined)}
        />
      </div>
      {isAir && indexMap && <MapTime map={indexMap} hour={hour} onChange={setHour} />}
      <MapLegend title={t(isAir ? "aqi.name" : layer.labelKey)} levels={legend} />
    </>
  );
}

/** Where most stations of the air stand, without the outlying ones. */
function urbanCore(things: readonly Thing[]) {
  return coreBounds(
    things.filter((thing) => layerOfKind(thing.kind) === "air"),
    OUTSIDE_SHARE,
  );
}

/** False until the page has been painted once: what can wait for that must not slow the first words. */
function useAfterPaint(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setPainted(true));
    return () => window.clearTimeout(timer);
  }, []);
  return painted;
}

/** The layer, kept in the address so that a view can be shared. */
function useLayer() {
  const [search, setSearch] = useSearchParams();
  const asked = search.get("lop");
  const layer = LAYERS.find(({ id }) => id === asked) ?? LAYERS[0];
  const choose = (id: LayerId) => setSearch(id === "air" ? {} : { lop: id }, { replace: true });
  if (!layer) throw new Error("there are no layers");
  return [layer, choose] as const;
}

type StationsInput = {
  things: readonly Thing[];
  kinds: readonly string[];
  now: number;
  hour: number | undefined;
  indexMap: ReturnType<typeof useIndexMap>["data"];
};

function useStations({ things, kinds, now, hour, indexMap }: StationsInput) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  return useMemo(() => {
    const at =
      hour === undefined || !indexMap ? -1 : indexMap.hours.findIndex((iso) => Date.parse(iso) === hour);
    const values =
      at < 0 ? undefined : new Map(indexMap?.things.map((row) => [row.id, row.values[at] ?? null]));
    return things
      .filter((thing) => kinds.includes(thing.kind))
      .map((thing) =>
        toMapStation(thing, { now, locale, format, t }, values ? (values.get(thing.id) ?? null) : undefined),
      );
  }, [things, kinds, now, hour, indexMap, t, format, locale]);
}
