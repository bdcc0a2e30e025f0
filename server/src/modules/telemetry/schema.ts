/** Shapes at telemetry's edge. */

import { pageQuery } from "../../kernel/page.ts";
import { Type } from "../../kernel/schema.ts";

const code = Type.String({
  pattern: "^[a-z0-9][a-z0-9_-]{0,59}$",
  description: "Lower-case letters, digits, - and _.",
});
const lon = Type.Number({ minimum: -180, maximum: 180 });
const lat = Type.Number({ minimum: -90, maximum: 90 });
const instant = Type.String({ format: "date-time", description: "ISO 8601 with a time zone." });
const name = Type.String({ minLength: 1, maxLength: 200 });

export const thingParams = Type.Object({
  thing: Type.String({ minLength: 1, maxLength: 60, description: "Code or id of a station." }),
});
export const seriesParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });
export const deviceParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

const box = Type.String({
  pattern: "^-?\\d+(\\.\\d+)?(,-?\\d+(\\.\\d+)?){3}$",
  maxLength: 100,
  description: "west,south,east,north in degrees (WGS 84).",
});

export const thingsQuery = Type.Object({
  ...pageQuery,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5_000, default: 500 })),
  bbox: Type.Optional(box),
  kind: Type.Optional(Type.String({ maxLength: 60 })),
  property: Type.Optional(Type.String({ maxLength: 40 })),
});

export const latestQuery = Type.Object({ bbox: Type.Optional(box) });

export const newThing = Type.Object(
  {
    code,
    nameVi: name,
    nameEn: name,
    description: Type.Optional(Type.String({ maxLength: 2_000, default: "" })),
    kind: Type.String({ maxLength: 60 }),
    agencyCode: Type.Optional(Type.Union([Type.String({ maxLength: 40 }), Type.Null()])),
    lon,
    lat,
  },
  { additionalProperties: false },
);

export const newPlace = Type.Object({ lon, lat }, { additionalProperties: false });

export const timeLabel = Type.Union([Type.Literal("instant"), Type.Literal("start"), Type.Literal("end")], {
  description:
    "What the time of a reading means: the moment, or the start or end of the hour it is the mean of.",
});

export const newDatastream = Type.Object(
  {
    property: Type.String({ maxLength: 40 }),
    sensor: name,
    intervalSeconds: Type.Integer({ minimum: 1, maximum: 604_800 }),
    timeLabel: Type.Optional(timeLabel),
    verticalDatum: Type.Optional(Type.Union([Type.String({ maxLength: 100 }), Type.Null()])),
  },
  { additionalProperties: false },
);

export const newDevice = Type.Object(
  {
    userName: Type.String({ pattern: "^[a-z0-9][a-z0-9_.-]{2,59}$" }),
    things: Type.Array(code, { minItems: 1, maxItems: 500 }),
  },
  { additionalProperties: false },
);

export const rangeQuery = Type.Object({ from: instant, to: instant });

export const exceedancesQuery = Type.Object({
  ...rangeQuery.properties,
  limitsOn: Type.Optional(
    Type.String({
      format: "date",
      description: "Judge every day by the limits of this date instead of its own.",
    }),
  ),
});

export const seriesQuery = Type.Object({
  ...rangeQuery.properties,
  points: Type.Optional(Type.Integer({ minimum: 10, maximum: 5_000, default: 500 })),
});

export const readingsQuery = Type.Object({
  ...rangeQuery.properties,
  ...pageQuery,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1_000 })),
});

export const exportQuery = Type.Object({
  ...rangeQuery.properties,
  format: Type.Optional(
    Type.Union([Type.Literal("csv"), Type.Literal("json"), Type.Literal("parquet")], { default: "csv" }),
  ),
});

export const indexQuery = Type.Object({
  ...rangeQuery.properties,
  index: Type.Optional(Type.String({ maxLength: 40, default: "vn-aqi" })),
  period: Type.Optional(Type.Union([Type.Literal("hour"), Type.Literal("day")], { default: "hour" })),
});

export const indexMapQuery = Type.Object({
  index: Type.Optional(Type.String({ maxLength: 40, default: "vn-aqi" })),
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 31, default: 7 })),
});

export const refusalsQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, default: 100 })),
});

const datastreamRef = Type.Object({ "@iot.id": Type.Integer({ minimum: 0, maximum: 2_147_483_647 }) });

/** SensorThings 1.1 (OGC 18-088) Observation, as far as it is written here. */
export const observation = Type.Object({
  result: Type.Unknown(),
  phenomenonTime: Type.Optional(Type.String({ maxLength: 80 })),
  resultTime: Type.Optional(Type.Union([Type.String({ maxLength: 80 }), Type.Null()])),
  Datastream: datastreamRef,
});

/** SensorThings 1.1 data array extension: rows of values in the order of `components`. */
export const createObservations = Type.Array(
  Type.Object({
    Datastream: datastreamRef,
    components: Type.Array(Type.String({ maxLength: 40 }), { minItems: 2, maxItems: 10 }),
    "dataArray@iot.count": Type.Optional(Type.Integer()),
    dataArray: Type.Array(Type.Array(Type.Unknown(), { maxItems: 10 }), { maxItems: 1_000_000 }),
  }),
  { minItems: 1, maxItems: 10_000 },
);
