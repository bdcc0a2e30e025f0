/**
 * The sectors and areas that the founding documents of the city's smart-city programme name, word for word,
 * and the sector folders that serve each. One without a folder says so.
 */
import type { Bilingual } from "../kernel/errors.ts";

/** A named sector or area. `folders` lists folders beside this file, or is null with a note. */
export interface ProgrammeEntry {
  readonly name: Bilingual;
  readonly folders: readonly string[] | null;
  readonly note?: Bilingual;
}

const notYet: Pick<ProgrammeEntry, "folders" | "note"> = {
  folders: null,
  note: { vi: "chưa có", en: "not yet" },
};

/** Ten priority sectors ("ngành, lĩnh vực") of the digital transformation programme. */
export const prioritySectors: readonly ProgrammeEntry[] = [
  { name: { vi: "y tế", en: "health" }, ...notYet },
  { name: { vi: "giáo dục", en: "education" }, ...notYet },
  { name: { vi: "giao thông vận tải", en: "transport" }, folders: ["traffic"] },
  { name: { vi: "tài chính - ngân hàng", en: "finance and banking" }, ...notYet },
  { name: { vi: "du lịch", en: "tourism" }, ...notYet },
  { name: { vi: "nông nghiệp", en: "agriculture" }, ...notYet },
  { name: { vi: "logistics", en: "logistics" }, ...notYet },
  { name: { vi: "môi trường", en: "environment" }, folders: ["air", "noise"] },
  { name: { vi: "năng lượng", en: "energy" }, ...notYet },
  { name: { vi: "đào tạo nhân lực", en: "human-resources training" }, ...notYet },
];

/** Nine areas of the smart-city project; its text separates the three of health by commas and the rest by semicolons. */
export const priorityAreas: readonly ProgrammeEntry[] = [
  {
    name: {
      vi: "cải cách hành chính gắn với xây dựng chính quyền điện tử",
      en: "administrative reform with e-government",
    },
    ...notYet,
  },
  { name: { vi: "giao thông", en: "traffic" }, folders: ["traffic"] },
  { name: { vi: "chống ngập", en: "flood control" }, folders: ["flood"] },
  { name: { vi: "môi trường", en: "environment" }, folders: ["air", "noise"] },
  { name: { vi: "y tế", en: "health" }, ...notYet },
  { name: { vi: "dịch vụ sức khỏe cộng đồng", en: "public-health services" }, ...notYet },
  { name: { vi: "an toàn thực phẩm", en: "food safety" }, ...notYet },
  { name: { vi: "an ninh trật tự an toàn xã hội", en: "security, order and social safety" }, ...notYet },
  { name: { vi: "chỉnh trang đô thị", en: "urban renewal" }, ...notYet },
];
