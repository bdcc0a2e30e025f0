import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  addWorkingDays,
  addWorkingMinutes,
  cityDateOf,
  cityInstant,
  DEFAULT_CALENDAR,
  dateOfDayNumber,
  dayNumberOf,
  endOfWorkingDay,
  HOLIDAYS,
  holidayOn,
  isCovered,
  isWorkingDay,
  isWorkingTime,
  leapMonthOf,
  lunarOf,
  lunarYearName,
  makeCalendar,
  sameOrNextWorkingDay,
  solarOf,
  tetOn,
  weekdayOf,
  workingDaysBetween,
  workingMinutesBetween,
} from "./index.ts";

describe("lunar calendar", () => {
  test.each([
    [1968, "1968-01-29"],
    [1985, "1985-01-21"],
    [2007, "2007-02-17"],
    [2024, "2024-02-10"],
    [2025, "2025-01-29"],
    [2026, "2026-02-17"],
    [2027, "2027-02-06"],
    [2030, "2030-02-02"],
    [2033, "2033-01-31"],
    [2053, "2053-02-18"],
  ])("Tết %d", (year, date) => expect(tetOn(year)).toBe(date));

  test("Hùng Kings day, also in the years when China differs", () => {
    const days = [2024, 2026, 2027, 2030, 2037, 2038].map((year) =>
      solarOf({ year, month: 3, day: 10, leap: false }),
    );
    expect(days).toEqual([
      "2024-04-18",
      "2026-04-26",
      "2027-04-16",
      "2030-04-12",
      "2037-04-24",
      "2038-04-13",
    ]);
  });

  test("leap months and names of years", () => {
    expect([2020, 2023, 2025, 2028, 2033].map(leapMonthOf)).toEqual([4, 2, 6, 5, 11]);
    expect(leapMonthOf(2026)).toBeUndefined();
    expect(lunarYearName(2026)).toBe("Bính Ngọ");
    expect(lunarOf("2025-07-25")).toEqual({ year: 2025, month: 6, day: 1, leap: true });
    expect(lunarOf("2026-02-16")).toEqual({ year: 2025, month: 12, day: 29, leap: false });
  });

  test("dates that do not exist are refused", () => {
    expect(() => solarOf({ year: 2026, month: 6, day: 1, leap: true })).toThrow(RangeError);
    expect(() => solarOf({ year: 2026, month: 1, day: 31, leap: false })).toThrow(RangeError);
    expect(() => lunarOf("2026-02-30")).toThrow(RangeError);
    expect(() => lunarOf("1700-01-01")).toThrow(RangeError);
  });

  test("solar → lunar → solar over 1900–2100", () => {
    const day = fc.integer({ min: dayNumberOf("1900-01-01"), max: dayNumberOf("2100-12-31") });
    fc.assert(
      fc.property(day, (number) => {
        expect(solarOf(lunarOf(dateOfDayNumber(number)))).toBe(dateOfDayNumber(number));
      }),
    );
  });

  test("every year 1900–2100 has 12 or 13 months of 29 or 30 days on end", () => {
    for (let year = 1900; year <= 2100; year++) {
      const length = dayNumberOf(tetOn(year + 1)) - dayNumberOf(tetOn(year));
      const months = leapMonthOf(year) === undefined ? 12 : 13;
      expect(Math.round(length / 29.53)).toBe(months);
    }
  });
});

describe("holidays", () => {
  test("a date carries one fact, and compensation days follow the rule", () => {
    expect(new Set(HOLIDAYS.map((holiday) => holiday.date)).size).toBe(HOLIDAYS.length);
    expect(holidayOn("2026-04-27")).toMatchObject({ kind: "compensation", status: "computed" });
    for (const holiday of HOLIDAYS) {
      if (holiday.kind === "makeup-work") expect(weekdayOf(holiday.date)).toBe(6);
      if (holiday.kind === "swapped-off" || holiday.kind === "compensation")
        expect(weekdayOf(holiday.date)).toBeLessThan(6);
    }
  });

  test("lunar holidays stand where the calendar puts them", () => {
    for (const year of [2024, 2025, 2026, 2027]) {
      expect(holidayOn(tetOn(year))?.nameVi).toBe("Tết Nguyên đán");
      expect(holidayOn(solarOf({ year, month: 3, day: 10, leap: false }))?.nameEn).toContain("Hùng Kings");
    }
  });

  test("24 November is a working day unless unverified facts are asked for", () => {
    expect(isWorkingDay("2026-11-24")).toBe(true);
    expect(isWorkingDay("2026-11-24", makeCalendar({ includeUnverified: true }))).toBe(false);
  });
});

describe("working time", () => {
  test("hours are half-open and make-up Saturdays count", () => {
    const at = (date: string, time: string) => isWorkingTime(cityInstant(date, time));
    expect([
      at("2026-03-02", "07:29"),
      at("2026-03-02", "07:30"),
      at("2026-03-02", "11:30"),
      at("2026-03-02", "16:59"),
    ]).toEqual([false, true, false, true]);
    expect([at("2026-08-22", "08:00"), at("2026-08-15", "08:00"), at("2026-02-17", "08:00")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test.each([
    ["2026-02-13", 3, "2026-02-25"],
    ["2026-08-21", 5, "2026-08-27"],
    ["2026-08-27", 3, "2026-09-04"],
    ["2026-04-29", 2, "2026-05-05"],
    ["2026-03-02", 10, "2026-03-16"],
    ["2026-02-25", -1, "2026-02-24"],
  ])("%s and %d working days is %s", (from, days, due) => {
    expect(addWorkingDays(from, days)).toBe(due);
    expect(workingDaysBetween(from, due)).toBe(days);
  });

  test("a due date on a day off moves to the next working day", () => {
    expect(sameOrNextWorkingDay(addDays("2026-04-24", 3))).toBe("2026-04-28");
    expect(sameOrNextWorkingDay(addMonths("2026-01-31", 1))).toBe("2026-03-02");
    expect(endOfWorkingDay("2026-02-25")).toEqual(cityInstant("2026-02-25", "17:00"));
    expect(() => endOfWorkingDay("2026-02-21")).toThrow(RangeError);
  });

  test("four working hours from Friday 15:30 over a compensation day", () => {
    expect(addWorkingMinutes(cityInstant("2026-04-24", "15:30"), 240)).toEqual(
      cityInstant("2026-04-28", "10:00"),
    );
    expect(addWorkingMinutes(cityInstant("2026-04-28", "10:00"), -240)).toEqual(
      cityInstant("2026-04-24", "15:30"),
    );
    expect(addWorkingMinutes(cityInstant("2026-03-02", "16:00"), 60)).toEqual(
      cityInstant("2026-03-02", "17:00"),
    );
    expect(workingMinutesBetween(cityInstant("2026-03-02"), cityInstant("2026-03-03"))).toBe(480);
  });

  test("hours are dated: a Saturday morning added from 2026-07-01", () => {
    const saturday = {
      weekdays: [6],
      from: "07:30",
      to: "11:30",
      validFrom: "2026-07-01",
      validTo: null,
      source: "test",
    };
    const calendar = makeCalendar({ hours: [...DEFAULT_CALENDAR.hours, saturday] });
    expect([isWorkingDay("2026-06-27", calendar), isWorkingDay("2026-07-04", calendar)]).toEqual([
      false,
      true,
    ]);
  });

  test("a calendar without hours is refused instead of looping", () => {
    const empty = makeCalendar({ hours: [] });
    expect(() => addWorkingMinutes(new Date(), 1, empty)).toThrow(RangeError);
    expect(() => addWorkingDays("2026-01-01", 1, empty)).toThrow(RangeError);
  });

  test("the span of known holidays is told", () => {
    expect([isCovered("2026-01-01"), isCovered("2028-01-01")]).toEqual([true, false]);
  });

  const instant = fc
    .integer({ min: Date.UTC(2024, 0, 1) / 1000, max: Date.UTC(2027, 11, 1) / 1000 })
    .map((s) => new Date(s * 1000));
  const minutes = fc.integer({ min: -20_000, max: 20_000 });

  test("measuring undoes adding", () => {
    fc.assert(
      fc.property(instant, minutes, (start, n) => {
        expect(workingMinutesBetween(start, addWorkingMinutes(start, n))).toBe(n);
      }),
    );
  });

  test("adding is monotone in both arguments, and two steps are one", () => {
    fc.assert(
      fc.property(instant, fc.nat(5000), fc.nat(5000), (start, a, b) => {
        const once = addWorkingMinutes(start, a + b);
        expect(Number(addWorkingMinutes(start, a))).toBeLessThanOrEqual(Number(once));
        expect(Number(addWorkingMinutes(new Date(Number(start) + 60_000 * b), a))).toBeGreaterThanOrEqual(
          Number(addWorkingMinutes(start, a)),
        );
        if (b > 0) expect(addWorkingMinutes(addWorkingMinutes(start, a), b)).toEqual(once);
      }),
    );
  });

  test("one more holiday never makes a deadline earlier", () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 100 }),
        (start, days, offset) => {
          const from = cityDateOf(start);
          const extra = {
            date: addDays(from, offset),
            kind: "statutory",
            nameVi: "",
            nameEn: "",
            source: "",
            status: "law",
          } as const;
          const holidays = [...HOLIDAYS.filter((holiday) => holiday.date !== extra.date), extra];
          expect(addWorkingDays(from, days, makeCalendar({ holidays })) >= addWorkingDays(from, days)).toBe(
            true,
          );
        },
      ),
    );
  });

  test("working days: between undoes add", () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -200, max: 200 }), (start, n) => {
        const from = cityDateOf(start);
        expect(workingDaysBetween(from, addWorkingDays(from, n))).toBe(n);
      }),
    );
  });
});
