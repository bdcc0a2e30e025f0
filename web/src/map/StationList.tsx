import { useFormat, useT } from "../i18n/i18n.tsx";
import { SimulatedMark } from "../ui/SimulatedMark.tsx";
import styles from "./StationList.module.css";
import { type MapLevel, type MapStation, worstFirst } from "./station.ts";

/** Props of StationList; `selected` is a station's id. */
export type StationListProps = {
  stations: readonly MapStation[];
  levels: readonly MapLevel[];
  selected?: string | undefined;
  /** What order the list is in; "worst first" unless told. */
  order?: string | undefined;
  onSelect: (id: string) => void;
};

/** The stations of a map in words, worst first; one mark for all when all are simulated: the way through the map by keyboard and by screen reader. */
export function StationList({ stations, levels, selected, order, onSelect }: StationListProps) {
  const t = useT();
  const format = useFormat();
  const allSimulated = stations.length > 0 && stations.every((station) => station.simulated);
  return (
    <>
      <header className={styles.head}>
        <h2>{t("map.stations")}</h2>
        <p className={styles.note}>
          {stations.length === 0
            ? t("map.noStations")
            : (order ?? t("map.stationsNote", { count: stations.length }))}
        </p>
        {allSimulated && <SimulatedMark />}
      </header>
      <ul className={styles.list}>
        {worstFirst(stations, format.compare).map((station) => (
          <li key={station.id}>
            <button
              type="button"
              className={styles.item}
              aria-pressed={station.id === selected}
              onClick={() => onSelect(station.id)}
            >
              <StationTile station={station} levels={levels} />
              <StationText station={station} levels={levels} marked={station.simulated && !allSimulated} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

type StationProps = { station: MapStation; levels: readonly MapLevel[] };

function StationTile({ station, levels }: StationProps) {
  const format = useFormat();
  const level = levels.find((entry) => entry.rank === station.level);
  return (
    <span
      className={styles.tile}
      data-stale={station.stale}
      style={level ? { background: level.colour, color: level.ink } : {}}
    >
      {station.text ?? (station.value === null ? "–" : format.number(station.value, { digits: 0 }))}
      <span className={styles.letter} aria-hidden="true">
        {level?.letter}
      </span>
    </span>
  );
}

function StationText({ station, levels, marked }: StationProps & { marked: boolean }) {
  const t = useT();
  const level = levels.find((entry) => entry.rank === station.level);
  const facts = [level?.label ?? t("aqi.none"), station.note, station.stale && t("map.stale")].filter(
    Boolean,
  );
  return (
    <span>
      <span className={styles.name}>{station.name}</span>
      <span className={styles.facts}>{facts.join(" · ")} </span>
      {marked && <SimulatedMark />}
    </span>
  );
}
