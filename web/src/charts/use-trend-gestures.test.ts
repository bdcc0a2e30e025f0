import { expect, test } from "vitest";
import { keyAction } from "./use-trend-gestures.ts";

const state = { at: 20, stops: [0, 10, 20, 30, 40], range: [0, 40], whole: [0, 40] } as const;
const press = (key: string, shiftKey = false) => keyAction({ key, shiftKey }, { ...state });

test("arrows move the cursor and stop at the ends", () => {
  expect(press("ArrowRight")).toEqual({ at: 30 });
  expect(keyAction({ key: "ArrowRight", shiftKey: false }, { ...state, at: 40 })).toEqual({ at: 40 });
  expect(keyAction({ key: "ArrowLeft", shiftKey: false }, { ...state, at: undefined })).toEqual({ at: 40 });
  expect(press("Home")).toEqual({ at: 0 });
});

test("plus zooms around the cursor, Escape shows all, other keys are left alone", () => {
  expect(press("+")).toEqual({ range: [10, 30] });
  expect(press("Escape")).toEqual({ range: undefined });
  expect(keyAction({ key: "ArrowRight", shiftKey: true }, { ...state, range: [0, 20] })).toEqual({
    range: [5, 25],
  });
  expect(press("Tab")).toBeUndefined();
});
