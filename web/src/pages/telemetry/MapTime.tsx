import { useMemo, useState } from "react";
import { useT } from "../../i18n/i18n.tsx";
import { TimeSlider } from "../../map/TimeSlider.tsx";
import { Badge } from "../../ui/Badge.tsx";
import styles from "./LiveMapPage.module.css";
import type { IndexMap } from "./types.ts";

const HOUR = 3_600_000;

/** Props of MapTime; `hour` undefined is the live state. */
export type MapTimeProps = {
  map: IndexMap;
  hour: number | undefined;
  onChange: (hour: number | undefined) => void;
};

/** The last seven days under one thumb; at its end the map is live again. */
export function MapTime({ map, hour, onChange }: MapTimeProps) {
  const t = useT();
  const [playing, setPlaying] = useState(false);
  const span = useMemo(() => spanOf(map), [map]);
  if (!span) return null;
  return (
    <div className={styles.time}>
      <Badge tone={hour === undefined ? "ok" : "info"} icon={hour === undefined ? "station" : "clock"}>
        {t(hour === undefined ? "live.now" : "live.past")}
      </Badge>
      <TimeSlider
        {...span}
        stepMs={HOUR}
        value={hour ?? span.to}
        playing={playing}
        onChange={(at) => onChange(at >= span.to ? undefined : at)}
        onPlayingChange={setPlaying}
      />
    </div>
  );
}

/** From the first hour that any station has a value for to the newest; undefined without two of them. */
export function spanOf(map: IndexMap): { from: number; to: number } | undefined {
  const known = map.hours.filter((_, index) =>
    map.things.some((thing) => typeof thing.values[index] === "number"),
  );
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last || first === last) return undefined;
  return { from: Date.parse(first), to: Date.parse(last) };
}
