/** Constants of the parse tree. */
import { refuse } from "./errors.ts";
import type { Value } from "./model.ts";
import type { Tree } from "./tree.ts";
import { bodyOf, positionOf, textOf } from "./tree.ts";

const bare = { sources: new Map(), loose: [], constant: true } as const;

/** @throws refusal `out-of-range`, `clause-not-allowed` */
export function constantValue(body: Tree): Value {
  const position = positionOf(body);
  if (body.isnull) return { ...bare, sql: "NULL", type: "unknown", position, isNull: true };
  const whole = bodyOf(body, "ival");
  if (whole) return integerValue(typeof whole.ival === "number" ? whole.ival : 0, position);
  const decimal = bodyOf(body, "fval");
  if (decimal) return decimalValue(textOf(decimal, "fval"), position);
  const text = bodyOf(body, "sval");
  if (text) return { ...bare, sql: "NULL", type: "unknown", position, literal: textOf(text, "sval") };
  const truth = bodyOf(body, "boolval");
  if (truth) return { ...bare, sql: truth.boolval === true ? "true" : "false", type: "boolean", position };
  return refuse("clause-not-allowed", position, { name: "B'…', X'…'" });
}

/** An integer written in the statement. */
export function integerValue(number: number, position: number): Value {
  return { ...bare, sql: `toInt64(${number})`, type: "integer", position, number };
}

function decimalValue(text: string, position: number): Value {
  const digits = text.replaceAll("_", "");
  if (/^\d{1,19}$/.test(digits) && BigInt(digits) <= 9_223_372_036_854_775_807n)
    return { ...bare, sql: `toInt64(${BigInt(digits)})`, type: "integer", position, number: Number(digits) };
  const number = Number(digits);
  if (!Number.isFinite(number) || digits === "")
    return refuse("out-of-range", position, { name: "number", limit: "1.8e308" });
  return { ...bare, sql: `toFloat64(${number})`, type: "number", position, number };
}
