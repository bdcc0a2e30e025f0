import { useMemo, useState } from "react";
import { useT } from "../../i18n/i18n.tsx";
import { CityMap } from "../../map/CityMap.tsx";
import { MapLegend } from "../../map/MapLegend.tsx";
import { aqiMapLevels } from "../../map/station.ts";
import { TimeSlider } from "../../map/TimeSlider.tsx";
import { Section } from "./Section.tsx";
import { SAMPLE_BOUNDARIES, stationsAt } from "./sample-map.ts";
import { HOUR, SAMPLE_NOW } from "./sample-series.ts";

/** The map with its list, its legend and its time. */
export function MapSection() {
  const t = useT();
  const [at, setAt] = useState(SAMPLE_NOW);
  const [playing, setPlaying] = useState(false);
  const [station, setStation] = useState<string>();
  const [ward, setWard] = useState<string>();
  const levels = useMemo(() => aqiMapLevels(t), [t]);
  const stations = useMemo(() => stationsAt(at), [at]);
  return (
    <Section id="map">
      <MapLegend title={t("aqi.name")} levels={levels} />
      <CityMap
        label={t("map.label")}
        boundaries={SAMPLE_BOUNDARIES}
        schematic
        stations={stations}
        levels={levels}
        selectedStation={station}
        selectedWard={ward}
        onSelect={(pick) => (pick.kind === "station" ? setStation(pick.id) : setWard(pick.id))}
      />
      <TimeSlider
        from={SAMPLE_NOW - 168 * HOUR}
        to={SAMPLE_NOW}
        stepMs={HOUR}
        value={at}
        playing={playing}
        onChange={setAt}
        onPlayingChange={setPlaying}
      />
    </Section>
  );
}
