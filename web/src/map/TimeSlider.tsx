import { useEffect, useEffectEvent } from "react";
import { useFormat, useT } from "../i18n/i18n.tsx";
import { IconButton } from "../ui/Button.tsx";
import styles from "./TimeSlider.module.css";
import { cityMidnights, nextStep, snapToStep, type TimeSpan } from "./time-steps.ts";

/** Props of TimeSlider: the span (usually 7 days, hourly), the shown instant, whether it plays. All are the caller's. */
export type TimeSliderProps = TimeSpan & {
  value: number;
  playing: boolean;
  onChange: (at: number) => void;
  onPlayingChange: (playing: boolean) => void;
  /** Time a step stays while playing, in milliseconds (700). */
  frameMs?: number;
};

/** Goes through time on a map: arrows step, Page keys leap, Home and End jump, play and pause; the instant stands in words. */
export function TimeSlider({
  value,
  playing,
  onChange,
  onPlayingChange,
  frameMs = 700,
  ...span
}: TimeSliderProps) {
  const t = useT();
  const format = useFormat();
  const { from, to, stepMs } = span;
  const advance = useEffectEvent(() => onChange(nextStep(value, span)));

  useEffect(() => {
    if (!playing) return;
    const timer = window.setInterval(() => advance(), frameMs);
    return () => window.clearInterval(timer);
  }, [playing, frameMs]);

  return (
    <fieldset className={styles.slider} aria-label={t("time.label")}>
      <div className={styles.buttons}>
        <IconButton
          icon={playing ? "pause" : "play"}
          label={t(playing ? "time.pause" : "time.play")}
          onPress={() => onPlayingChange(!playing)}
        />
        <IconButton
          icon="chevron-left"
          label={t("time.back")}
          onPress={() => onChange(snapToStep(value - stepMs, span))}
        />
        <IconButton
          icon="chevron-right"
          label={t("time.forward")}
          onPress={() => onChange(snapToStep(value + stepMs, span))}
        />
        <IconButton icon="clock" label={t("time.now")} onPress={() => onChange(to)} />
      </div>
      <div className={styles.track}>
        <input
          type="range"
          min={from}
          max={to}
          step={stepMs}
          value={value}
          aria-label={t("time.label")}
          aria-valuetext={format.weekdayTime(value)}
          onChange={(event) => {
            onPlayingChange(false);
            onChange(snapToStep(Number(event.target.value), span));
          }}
        />
        {cityMidnights(span).map((at) => (
          <span
            key={at}
            className={styles.day}
            style={{ left: `${((at - from) / (to - from)) * 100}%` }}
            aria-hidden="true"
          >
            {format.weekdayShort(at)}
          </span>
        ))}
      </div>
      <output className={styles.when}>{format.weekdayTime(value)}</output>
    </fieldset>
  );
}
