import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { fitRange, nearestIndex, panRange, type TimeRange, zoomRange } from "./trend.ts";
import { PLOT } from "./trend-option.ts";

type GestureInput = {
  stops: readonly number[];
  range: TimeRange;
  whole: TimeRange;
  plotWidth: number;
  onZoom: (range: TimeRange | undefined) => void;
};

/** Shortest drag, in px, that counts as a wish to zoom. */
const LEAST_DRAG = 10;

/** Cursor by pointer and arrows, zoom by drag and by + and −, pan by Shift with arrows, all by Escape. */
export function useTrendGestures({ stops, range, whole, plotWidth, onZoom }: GestureInput) {
  const [at, setAt] = useState<number>();
  const [drag, setDrag] = useState<readonly [number, number]>();
  const inner = Math.max(1, plotWidth - PLOT.left - PLOT.right);
  const toX = (instant: number) => PLOT.left + ((instant - range[0]) / (range[1] - range[0] || 1)) * inner;
  const toInstant = (x: number) => range[0] + ((x - PLOT.left) / inner) * (range[1] - range[0]);

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const x = offsetX(event);
    setDrag([x, x]);
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const x = offsetX(event);
    if (drag) setDrag([drag[0], x]);
    setAt(stops[nearestIndex(stops, toInstant(x))]);
  }

  function onPointerUp(event: PointerEvent<HTMLElement>): void {
    const [from, to] = [drag?.[0] ?? 0, offsetX(event)].sort((a, b) => a - b) as [number, number];
    if (drag && to - from >= LEAST_DRAG) onZoom(fitRange([toInstant(from), toInstant(to)], whole));
    setDrag(undefined);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const action = keyAction(event, { at, stops, range, whole });
    if (!action) return;
    event.preventDefault();
    if ("at" in action) setAt(action.at);
    else onZoom(action.range);
  }

  const cursor =
    at !== undefined && at >= range[0] && at <= range[1]
      ? { at, x: toX(at), share: (at - range[0]) / (range[1] - range[0] || 1) }
      : undefined;
  const selection = drag ? ([Math.min(...drag), Math.abs(drag[1] - drag[0])] as const) : undefined;
  const handlers = {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: () => setDrag(undefined),
    onPointerLeave: () => !drag && setAt(undefined),
    onBlur: () => setAt(undefined),
    onKeyDown,
  };
  return { cursor, selection, handlers };
}

type KeyState = { at: number | undefined; stops: readonly number[]; range: TimeRange; whole: TimeRange };

/** What a key does to a chart: moves the cursor, changes the range (undefined = all), or nothing. */
export function keyAction(
  { key, shiftKey }: { key: string; shiftKey: boolean },
  { at, stops, range, whole }: KeyState,
): { at: number | undefined } | { range: TimeRange | undefined } | undefined {
  const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  const index = at === undefined ? -1 : nearestIndex(stops, at);
  const centre = at ?? (range[0] + range[1]) / 2;
  if (step !== 0 && shiftKey) return { range: panRange(range, step / 4, whole) };
  if (step !== 0) {
    const next =
      index < 0 ? (step > 0 ? 0 : stops.length - 1) : Math.min(stops.length - 1, Math.max(0, index + step));
    return { at: stops[next] };
  }
  if (key === "Home") return { at: stops[0] };
  if (key === "End") return { at: stops.at(-1) };
  if (key === "+" || key === "=") return { range: zoomRange(range, centre, 0.5, whole) };
  if (key === "-") return { range: zoomRange(range, centre, 2, whole) };
  if (key === "Escape" || key === "0") return { range: undefined };
  return undefined;
}

function offsetX(event: PointerEvent<HTMLElement>): number {
  return event.clientX - event.currentTarget.getBoundingClientRect().left;
}
