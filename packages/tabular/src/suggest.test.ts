import { expect, test } from "vitest";
import { sniff } from "./sniff.ts";
import { matchProperty, suggestMapping } from "./suggest.ts";

const property = (code: string, unit: string, ...names: string[]) => ({ code, unit, names });
const known = {
  properties: [
    property("pm25", "µg/m³", "Bụi mịn PM2.5", "Fine particles PM2.5"),
    property("pm10", "µg/m³", "Bụi PM10"),
    property("tsp", "µg/m³", "Tổng bụi lơ lửng"),
    property("no2", "µg/m³", "Nitơ điôxít NO2"),
    property("so2", "µg/m³", "Lưu huỳnh điôxít SO2"),
    property("co", "µg/m³", "Cacbon monoxit CO"),
    property("o3", "µg/m³", "Ôzôn O3"),
    property("temperature", "°C", "Nhiệt độ không khí"),
    property("humidity", "%", "Độ ẩm tương đối"),
  ],
  things: [
    { code: "HCM-01", names: ["Bến Thành", "Ben Thanh"] },
    { code: "HCM-02", names: ["Thủ Đức"] },
  ],
};
const suggest = (text: string) => suggestMapping(sniff(new TextEncoder().encode(text)), known);
const codes = (suggestion: ReturnType<typeof suggest>): string[] => suggestion.notes.map(({ code }) => code);

test.each([
  ["pm25", "pm25"],
  ["PM2.5", "pm25"],
  ["PM2,5 (µg/Nm3)", "pm25"],
  ["PM₂.₅ [μg/m³]", "pm25"],
  ["Bụi PM2.5", "pm25"],
  ["pm2_5_avg", "pm25"],
  ["Nồng độ bụi mịn PM 2.5 trung bình 1 giờ", "pm25"],
  ["PM10", "pm10"],
  ["TSP", "tsp"],
  ["Bụi lơ lửng", "tsp"],
  ["nhiệt độ", "temperature"],
  ["Temp (°C)", "temperature"],
  ["Độ ẩm (%)", "humidity"],
  ["RH", "humidity"],
  ["O3", "o3"],
  ["CO (mg/m3)", "co"],
  ["NO₂", "no2"],
  ["SO2", "so2"],
])("%s means %s", (name, code) => expect(matchProperty(name, known.properties)?.code).toBe(code));

test.each(["CO2", "NOx", "Ghi chú", "Công trình", "note", "Độ ồn", ""])("%s means none of these", (name) =>
  expect(matchProperty(name, known.properties)).toBeUndefined(),
);

test("wide: Vietnamese office file", () => {
  const suggestion = suggest(
    "Thời gian;Mã trạm;PM2,5 (µg/Nm3);Nhiệt độ;Ghi chú\n13/02/2026 07:00;HCM-01;12,5;30,1;x\n14/02/2026 07:00;HCM-02;11,5;31;y\n",
  );
  expect(suggestion.mapping).toEqual({
    shape: "wide",
    time: { columns: [0], format: "dd/MM/yyyy", zone: "Asia/Ho_Chi_Minh" },
    station: { column: 1 },
    values: [
      { column: 2, property: "pm25", unit: "µg/Nm3" },
      { column: 3, property: "temperature" },
    ],
  });
  expect(suggestion.confidence).toBeGreaterThan(0.9);
  expect(suggestion.notes).toEqual([]);
});

test("wide: date and time of day in two columns, hours as numbers too, one station for the file", () => {
  const withClock = suggest("Ngày,Giờ,CO\n13/02/2026,07:00,1.5\n14/02/2026,08:00,2.5\n");
  expect(withClock.mapping).toMatchObject({ shape: "wide", time: { columns: [0, 1], format: "dd/MM/yyyy" } });
  expect(codes(withClock)).toEqual(["station-absent"]);
  const withHour = suggest("Ngày,Giờ,CO\n13/02/2026,1,1.5\n13/02/2026,24,2.5\n");
  expect(withHour.mapping).toMatchObject({
    time: { columns: [0, 1] },
    values: [{ column: 2, property: "co" }],
  });
});

test("long: a column names the property", () => {
  const suggestion = suggest(
    "Trạm,Thông số,Thời gian,Giá trị\nBến Thành,PM2.5,2026-01-01 00:00,1.5\nThủ Đức,CO,2026-01-01 00:00,2.5\n",
  );
  expect(suggestion.mapping).toEqual({
    shape: "long",
    time: { columns: [2], format: "iso", zone: "Asia/Ho_Chi_Minh" },
    series: { columns: [0] },
    value: 3,
    property: 1,
  });
});

test("long: key, time and value without header", () => {
  const suggestion = suggest("12,2026-01-01T00:00:00Z,12.34\n13,2026-01-01T00:00:00Z,8.5\n");
  expect(suggestion.mapping).toMatchObject({
    shape: "long",
    series: { columns: [0] },
    time: { columns: [1] },
    value: 2,
  });
});

test("stations are found by what their cells say", () => {
  const suggestion = suggest("Khu vực,ts,pm25\nBến Thành,2026-01-01,1.5\nThủ Đức,2026-01-01,2.5\n");
  expect(suggestion.mapping).toMatchObject({ station: { column: 0 } });
});

test("what a person must decide is noted", () => {
  const suggestion = suggest("station,ngày,CO (ppm),xyz\n1,01/02/2026,1.5,3\n2,03/04/2026,2.5,4\n");
  expect(codes(suggestion)).toEqual(["day-month-ambiguous", "unit-differs", "column-unmatched"]);
  expect(suggest("a,b\n1,2\n")).toMatchObject({ mapping: null, notes: [{ code: "time-absent" }] });
});
