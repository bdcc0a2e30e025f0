/** How a file is to be read into series, as the person confirmed it in the wizard; plain data. */
import { type Static, Type } from "../../../kernel/schema.ts";
import { newThing, timeLabel } from "../schema.ts";

const column = Type.Integer({ minimum: 0, maximum: 4_095 });
const literals = <const T extends string[]>(...values: T) => Type.Enum(values);

export const dialect = Type.Object(
  {
    encoding: Type.String({ maxLength: 20 }),
    delimiter: literals(",", ";", "\t", "|"),
    quote: Type.Union([literals('"', "'"), Type.Null()]),
    decimal: literals(".", ","),
    thousands: Type.Union([literals(".", ",", " ", "'"), Type.Null()]),
    preambleLines: Type.Integer({ minimum: 0, maximum: 1_000 }),
    headerRow: Type.Boolean(),
  },
  { additionalProperties: true },
);

export const importPlan = Type.Object(
  {
    dialect,
    time: Type.Object({
      columns: Type.Array(column, { minItems: 1, maxItems: 2 }),
      format: Type.String({ maxLength: 30 }),
      zone: Type.String({
        maxLength: 60,
        description: "Zone of times that give no offset, e.g. Asia/Ho_Chi_Minh.",
      }),
    }),
    timeLabel,
    /** Column that names the station; absent = the whole file is of `stations[0]`. */
    stationColumn: Type.Optional(column),
    stations: Type.Array(
      Type.Object(
        { text: Type.String({ maxLength: 200 }), thing: Type.String({ maxLength: 60 }) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 5_000 },
    ),
    /** Wide: a column a property. Long: `property` names it in a column. */
    values: Type.Optional(
      Type.Array(Type.Object({ column, property: Type.String({ maxLength: 40 }) }), {
        minItems: 1,
        maxItems: 200,
      }),
    ),
    long: Type.Optional(
      Type.Object({
        value: column,
        propertyColumn: column,
        properties: Type.Array(
          Type.Object({ text: Type.String({ maxLength: 200 }), property: Type.String({ maxLength: 40 }) }),
          { minItems: 1, maxItems: 200 },
        ),
      }),
    ),
    /** Of series that the import creates. */
    intervalSeconds: Type.Integer({ minimum: 1, maximum: 604_800 }),
  },
  { additionalProperties: false },
);
export type ImportPlan = Static<typeof importPlan>;

export const newImport = Type.Object(
  {
    fileHash: Type.String({ pattern: "^[0-9a-f]{64}$" }),
    fileName: Type.String({ minLength: 1, maxLength: 300 }),
    plan: importPlan,
    /** Stations of the file that are not registered yet. */
    newThings: Type.Optional(Type.Array(newThing, { maxItems: 500 })),
  },
  { additionalProperties: false },
);
export type NewImport = Static<typeof newImport>;
