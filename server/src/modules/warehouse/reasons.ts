/** Why a cell or row stands in the quarantine, in words. */

import { REASONS } from "@dothi/tabular";
import type { Bilingual } from "../../kernel/errors.ts";

const own: Record<string, Bilingual> = {
  "missing-mark": {
    vi: "dấu báo không có số liệu; ô để trống",
    en: "a mark for no value; the cell is empty",
  },
  "impossible-value": {
    vi: "viết đúng dạng nhưng không có nghĩa, ví dụ ngày 31/02",
    en: "rightly written but meaningless, such as 31 February",
  },
  "wrong-form": {
    vi: "không đúng kiểu của cột; ô để trống",
    en: "not of the column's type; the cell is empty",
  },
  misfit: { vi: "không đúng kiểu của cột", en: "not of the column's type" },
};

const ofRows = new Map<string, Bilingual>(
  Object.values(REASONS).map(({ code, vi, en }) => [code, { vi, en }]),
);

export function reasonWords(code: string): Bilingual {
  return own[code] ?? ofRows.get(code) ?? { vi: `không đọc được (${code})`, en: `not readable (${code})` };
}
