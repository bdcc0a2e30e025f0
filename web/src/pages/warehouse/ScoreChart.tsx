import { useFormat, useT } from "../../i18n/i18n.tsx";
import type { QualityView } from "./types-use.ts";
import styles from "./warehouse.module.css";

const WIDTH = 480;
const HEIGHT = 120;
const LEFT = 32;
const BOTTOM = 22;
const TOP = 12;

/** The score of each version as a line from 0 to 100, said in words as well. */
export function ScoreChart({ history }: { history: QualityView["history"] }) {
  const t = useT();
  const format = useFormat();
  const step = (WIDTH - LEFT - 16) / Math.max(1, history.length - 1);
  const y = (score: number) => TOP + (1 - score / 100) * (HEIGHT - TOP - BOTTOM);
  const points = history.map(({ version, score }, index) => ({ version, score, x: LEFT + index * step }));
  const words = points
    .map(({ version, score }) =>
      t("wh.quality.point", { version, score: format.number(score, { digits: 1 }) }),
    )
    .join("; ");
  const every = Math.ceil(points.length / 8);
  return (
    <svg
      className={styles.scoreChart}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${t("wh.quality.history")}. ${words}`}
    >
      {[0, 50, 100].map((score) => (
        <g key={score}>
          <line x1={LEFT} x2={WIDTH} y1={y(score)} y2={y(score)} />
          <text x={LEFT - 6} y={y(score) + 4} textAnchor="end">
            {score}
          </text>
        </g>
      ))}
      <path d={`M${points.map((point) => `${point.x} ${y(point.score)}`).join("L")}`} />
      {points.map((point, index) => (
        <g key={point.version}>
          <circle cx={point.x} cy={y(point.score)} r="3.5" />
          {index % every === 0 && (
            <text x={point.x} y={HEIGHT - 4} textAnchor="middle">
              {t("wh.quality.axis", { version: point.version })}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
