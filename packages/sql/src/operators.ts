/** Operators of PostgreSQL on compiled values. */
import { asText, commonType, convert, finite, settle, typeName, unify } from "./convert.ts";
import { addIntervals, instantOf, intervalMicros, moveWall, scaleInterval, wallOf } from "./datetime.ts";
import { refuse } from "./errors.ts";
import { regexParameter } from "./functions-table.ts";
import type { IntervalParts, Value, ValueType } from "./model.ts";
import { type Making, makeValue, parameter, retype, type State } from "./state.ts";

const comparisons: Readonly<Record<string, string>> = {
  "=": "equals",
  "<>": "notEquals",
  "<": "less",
  "<=": "lessOrEquals",
  ">": "greater",
  ">=": "greaterOrEquals",
};

/** An operator applied to two values. */
export interface Binary {
  readonly state: State;
  readonly name: string;
  readonly left: Value;
  readonly right: Value;
  readonly position: number;
}

/** @throws refusal `operator-unknown`, `type-mismatch` */
export function binary(call: Binary): Value {
  const { name } = call;
  if (Object.hasOwn(comparisons, name)) return compare(call);
  if (name === "||") return joinTexts(call);
  if (name === "~" || name === "~*" || name === "!~" || name === "!~*") return matchRegex(call);
  if (name === "->" || name === "->>") return jsonMember(call);
  if (name === "+" || name === "-") return addOrSubtract(call);
  if (name === "*" || name === "/") return multiplyOrDivide(call);
  if (name === "%") return integersOr(call, "moduloOrNull");
  if (name === "^") return power(call);
  return unknownOperator(call);
}

function unknownOperator(call: Binary): never {
  const types = `${typeName(call.left.type)}, ${typeName(call.right.type)}`;
  return refuse("operator-unknown", call.position, { name: call.name, types });
}

function making(call: Binary): Making {
  return { state: call.state, inputs: [call.left, call.right], position: call.position };
}

/** A comparison by name; literals take the type of the other side. */
export function compare(call: Binary): Value {
  const incomparable = [call.left, call.right].some(
    ({ type }) => type === "json" || type === "geometry" || type === "array",
  );
  if (incomparable) unknownOperator(call);
  const { values } = unify(call.state, [call.left, call.right]);
  const [left, right] = values;
  const sql = `${comparisons[call.name]}(${left?.sql}, ${right?.sql})`;
  return makeValue(sql, "boolean", making(call));
}

/** IS [NOT] DISTINCT FROM. */
export function distinctFrom(call: Binary, negated: boolean): Value {
  const { values } = unify(call.state, [call.left, call.right]);
  const sql = `isDistinctFrom(${values[0]?.sql}, ${values[1]?.sql})`;
  return makeValue(negated ? `not(${sql})` : sql, "boolean", making(call));
}

function joinTexts(call: Binary): Value {
  const { left, right } = call;
  const joinable = [left, right].some(({ type }) => type === "text" || type === "unknown");
  if (!joinable) unknownOperator(call);
  return makeValue(
    `concat(${asText(call.state, left).sql}, ${asText(call.state, right).sql})`,
    "text",
    making(call),
  );
}

/** LIKE and ILIKE; `mark` is the escape character, given only if it is not the backslash. */
export function like(call: Binary, mark?: string): Value {
  const negated = call.name.startsWith("!");
  const name = call.name.endsWith("*") ? "ilike" : "like";
  const text = convert(call.state, call.left, "text");
  const pattern = likePattern(call, mark);
  const sql = `${name}(${text.sql}, ${pattern})`;
  return makeValue(negated ? `not(${sql})` : sql, "boolean", making(call));
}

function likePattern(call: Binary, mark: string | undefined): string {
  const { literal } = call.right;
  if (literal === undefined) {
    if (mark !== undefined) refuse("constant-needed", call.right.position, { name: "LIKE … ESCAPE" });
    return convert(call.state, call.right, "text").sql;
  }
  return parameter(call.state, likeWithBackslash(literal, mark ?? "\\"));
}

/** The pattern with the backslash as its escape character; an escape at the end stands for itself. */
function likeWithBackslash(pattern: string, mark: string): string {
  let out = "";
  const characters = Array.from(pattern);
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? "";
    if (mark !== "" && character === mark) {
      const next = characters[++i] ?? mark;
      out += /[%_\\]/.test(next) ? `\\${next}` : next;
    } else out += character === "\\" ? "\\\\" : character;
  }
  return out;
}

function matchRegex(call: Binary): Value {
  const { literal } = call.right;
  if (literal === undefined) return refuse("constant-needed", call.right.position, { name: call.name });
  const options = { ignoreCase: call.name.endsWith("*"), position: call.right.position };
  const text = convert(call.state, call.left, "text");
  const sql = `match(${text.sql}, ${regexParameter(call.state, literal, options)})`;
  return makeValue(call.name.startsWith("!") ? `not(${sql})` : sql, "boolean", making(call));
}

function jsonMember(call: Binary): Value {
  const json = convert(call.state, call.left, "json");
  const { right } = call;
  const index = right.number;
  const key =
    index !== undefined && Number.isInteger(index)
      ? `toInt64(${index < 0 ? index : index + 1})`
      : convert(call.state, right, "text").sql;
  const raw = `nullIf(JSONExtractRaw(${json.sql}, ${key}), '')`;
  if (call.name === "->") return makeValue(raw, "json", making(call));
  const kind = `toString(JSONType(${json.sql}, ${key}))`;
  const sql = `multiIf(${kind} = 'String', JSONExtractString(${json.sql}, ${key}), ${kind} = 'Null', NULL, ${raw})`;
  return makeValue(sql, "text", making(call));
}

const clocks: ReadonlySet<ValueType> = new Set(["date", "timestamp", "datetime"]);

function addOrSubtract(call: Binary): Value {
  const { state, name } = call;
  const [left, right] = guessOperands(call);
  const sign = name === "+" ? 1 : -1;
  if (clocks.has(left.type) && right.type === "interval") return moveClock({ ...call, left, right }, sign);
  if (left.type === "interval" && clocks.has(right.type) && sign > 0)
    return moveClock({ ...call, left: right, right: left }, 1);
  if (left.type === "interval" && right.type === "interval") return joinIntervals({ ...call, left, right });
  if (left.type === "date" && right.type === "integer")
    return makeValue(`${sign > 0 ? "add" : "subtract"}Days(${left.sql}, ${right.sql})`, "date", making(call));
  if (left.type === "integer" && right.type === "date" && sign > 0)
    return makeValue(`addDays(${right.sql}, ${left.sql})`, "date", making(call));
  if (clocks.has(left.type) && clocks.has(right.type) && sign < 0)
    return clockDifference(state, call, left, right);
  return arithmetic({ ...call, left, right }, sign > 0 ? "plus" : "minus");
}

/** A literal beside a time is an interval, unless it is subtracted from and reads as a time of the same type. */
function guessOperands(call: Binary): [Value, Value] {
  const guess = (value: Value, other: Value): Value => {
    if (value.type !== "unknown") return value;
    if (other.type === "interval") return convert(call.state, value, "interval");
    if (clocks.has(other.type))
      return convert(call.state, value, call.name === "-" ? other.type : "interval");
    return value;
  };
  return [guess(call.left, call.right), guess(call.right, call.left)];
}

function partsOf(value: Value): IntervalParts {
  return value.interval ?? { months: "toInt64(0)", days: "toInt64(0)", micros: value.sql };
}

function moveClock(call: Binary, sign: 1 | -1): Value {
  const { state, left } = call;
  const parts = partsOf(call.right);
  if (left.type !== "datetime") {
    return makeValue(moveWall(wallOf(state, left), parts, sign), "timestamp", making(call));
  }
  const none = { months: "toInt64(0)", days: "toInt64(0)", micros: "toInt64(0)" };
  const onlyTime = parts.months === none.months && parts.days === none.days;
  if (onlyTime) return makeValue(moveWall(left.sql, parts, sign), "datetime", making(call));
  const wall = moveWall(wallOf(state, left), { ...parts, micros: none.micros }, sign);
  const sql = moveWall(instantOf(state, wall), { ...none, micros: parts.micros }, sign);
  return makeValue(sql, "datetime", making(call));
}

function joinIntervals(call: Binary): Value {
  const interval = addIntervals(partsOf(call.left), partsOf(call.right), call.name === "+" ? "+" : "-");
  return makeValue(intervalMicros(interval), "interval", { ...making(call), extra: { interval } });
}

function clockDifference(state: State, call: Binary, left: Value, right: Value): Value {
  if (left.type === "date" && right.type === "date")
    return makeValue(`dateDiff('day', ${right.sql}, ${left.sql})`, "integer", making(call));
  const { values } = unify(state, [left, right]);
  const sql = `(toUnixTimestamp64Micro(${values[0]?.sql}) - toUnixTimestamp64Micro(${values[1]?.sql}))`;
  return makeValue(sql, "interval", making(call));
}

function multiplyOrDivide(call: Binary): Value {
  const { left, right, name } = call;
  if (name === "*" && left.type === "interval" && right.type === "integer") return scale(call, left, right);
  if (name === "*" && right.type === "interval" && left.type === "integer") return scale(call, right, left);
  if (name === "*") return arithmetic(call, "multiply");
  const { type, values } = numbers(call);
  const [x, y] = values;
  const sql = `${type === "integer" ? "intDivOrNull" : "divideOrNull"}(${x?.sql}, ${y?.sql})`;
  return makeValue(sql, type, making(call));
}

function scale(call: Binary, interval: Value, factor: Value): Value {
  const parts = scaleInterval(partsOf(interval), factor.sql);
  return makeValue(intervalMicros(parts), "interval", { ...making(call), extra: { interval: parts } });
}

function numbers(call: Binary): { type: ValueType; values: Value[] } {
  const bothUnknown = call.left.type === "unknown" && call.right.type === "unknown";
  if (bothUnknown && !(call.left.isNull || call.right.isNull)) return unknownOperator(call);
  const countable = [call.left, call.right].every(({ type }) => /^(integer|number|unknown)$/.test(type));
  if (!countable) return unknownOperator(call);
  const wanted = bothUnknown ? "integer" : commonType([call.left, call.right]);
  if (wanted !== "integer" && wanted !== "number") return unknownOperator(call);
  return {
    type: wanted,
    values: [convert(call.state, call.left, wanted), convert(call.state, call.right, wanted)],
  };
}

function arithmetic(call: Binary, name: string): Value {
  const { type, values } = numbers(call);
  return makeValue(`${name}(${values[0]?.sql}, ${values[1]?.sql})`, type, making(call));
}

function integersOr(call: Binary, name: string): Value {
  const { type, values } = numbers(call);
  return makeValue(`${name}(${values[0]?.sql}, ${values[1]?.sql})`, type, making(call));
}

function power(call: Binary): Value {
  const left = convert(call.state, call.left, "number");
  const right = convert(call.state, call.right, "number");
  return makeValue(finite(`pow(${left.sql}, ${right.sql})`), "number", making(call));
}

/** A sign before a value. @throws refusal `operator-unknown` */
export function prefix(state: State, name: string, value: Value, position: number): Value {
  const shown = settle(state, value);
  if (
    value.number !== undefined &&
    name === "-" &&
    (value.type === "number" || Number.isSafeInteger(value.number))
  ) {
    const number = -value.number;
    const sql = value.type === "integer" ? `toInt64(${number})` : `toFloat64(${number})`;
    return { ...value, sql, number, position };
  }
  const known = shown.type === "integer" || shown.type === "number";
  if (name === "+" && known) return shown;
  if (name === "-" && known) return retype(shown, `negate(${shown.sql})`, shown.type);
  if (name === "-" && shown.type === "interval") {
    const interval = addIntervals(
      { months: "toInt64(0)", days: "toInt64(0)", micros: "toInt64(0)" },
      partsOf(shown),
      "-",
    );
    return { ...retype(shown, intervalMicros(interval), "interval"), interval };
  }
  return refuse("operator-unknown", position, { name, types: typeName(value.type) });
}
