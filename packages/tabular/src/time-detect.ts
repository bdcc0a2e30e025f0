/** Which format a column of times is in, by the evidence of all its values. */
import { isReason, REASONS } from "./reasons.ts";
import { parseTime, TIME_FORMATS, type TimeFormat } from "./time.ts";

/** What the values of a column say about its time format. */
export interface TimeEvidence {
  /**
   * The format that reads most values. Null when it reads less than nine in ten, unless the others are dates of its
   * form that do not exist, and less than half.
   */
  readonly format: TimeFormat | null;
  /** Day-first and month-first read the values equally well: a person must decide. */
  readonly ambiguous: boolean;
  /** Formats that read as many values as the best one, preferred first. */
  readonly candidates: readonly TimeFormat[];
  /** Values seen, blanks not counted. */
  readonly values: number;
  /** Values that `format` reads. */
  readonly read: number;
}

/** Gathers evidence value by value, over a whole file if need be. */
export interface TimeEvidenceGatherer {
  add(text: string): void;
  result(): TimeEvidence;
}

/**
 * The time format of a column from its values. A single value with 13 or more as day or month decides between
 * day-first and month-first; if none does, `ambiguous` is true and `format` is the Vietnamese order.
 *
 * @example detectTimeFormat(["01/02/2026", "13/02/2026"]) // { format: "dd/MM/yyyy", ambiguous: false, … }
 */
export function detectTimeFormat(samples: Iterable<string>): TimeEvidence {
  const gatherer = createTimeEvidence();
  for (const sample of samples) gatherer.add(sample);
  return gatherer.result();
}

/** A gatherer for values that come one by one. */
export function createTimeEvidence(): TimeEvidenceGatherer {
  const reads = new Map<TimeFormat, number>(TIME_FORMATS.map((format) => [format, 0]));
  const impossible = new Map<TimeFormat, number>();
  let values = 0;
  return {
    add(text) {
      if (text.trim() === "") return;
      values++;
      for (const format of TIME_FORMATS) {
        const time = parseTime(text, format, "UTC");
        if (time === REASONS.timeImpossible) impossible.set(format, (impossible.get(format) ?? 0) + 1);
        else if (!isReason(time) && isPlausible(time, format))
          reads.set(format, (reads.get(format) ?? 0) + 1);
      }
    },
    result() {
      const read = Math.max(...reads.values());
      const candidates = TIME_FORMATS.filter((format) => read > 0 && reads.get(format) === read);
      const best = candidates[0];
      const formed = best === undefined ? 0 : read + (impossible.get(best) ?? 0);
      const format = best !== undefined && formed >= values * 0.9 && read >= values / 2 ? best : null;
      const ambiguous = candidates.includes("dd/MM/yyyy") && candidates.includes("MM/dd/yyyy");
      return { format, ambiguous, candidates, values, read };
    },
  };
}

/** Numbers fit several formats by form alone; only sizes that are plausible times count as evidence. */
function isPlausible(time: number, format: TimeFormat): boolean {
  if (format === "excel-serial") return time >= EARLIEST_SERIAL && time < LATEST;
  if (format === "epoch-s" || format === "epoch-ms") return time >= EARLIEST_EPOCH && time < LATEST;
  return format !== "yyyyMMddHHmm" || (time >= EARLIEST_COMPACT && time < LATEST);
}

const EARLIEST_EPOCH = Date.UTC(1990, 0, 1);
const EARLIEST_SERIAL = Date.UTC(1970, 0, 1);
const EARLIEST_COMPACT = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
