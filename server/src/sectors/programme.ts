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

/** Ten priority sectors ("ngành, lĩnh vực") of the digital transformation programme. */
export const prioritySectors: readonly ProgrammeEntry[] = [
  { name: { vi: "y tế", en: "health" }, folders: ["health"] },
  { name: { vi: "giáo dục", en: "education" }, folders: ["education"] },
  { name: { vi: "giao thông vận tải", en: "transport" }, folders: ["traffic"] },
  { name: { vi: "tài chính - ngân hàng", en: "finance and banking" }, folders: ["finance"] },
  { name: { vi: "du lịch", en: "tourism" }, folders: ["tourism"] },
  { name: { vi: "nông nghiệp", en: "agriculture" }, folders: ["agriculture"] },
  { name: { vi: "logistics", en: "logistics" }, folders: ["logistics"] },
  { name: { vi: "môi trường", en: "environment" }, folders: ["air", "noise", "environment"] },
  { name: { vi: "năng lượng", en: "energy" }, folders: ["energy"] },
  { name: { vi: "đào tạo nhân lực", en: "human-resources training" }, folders: ["training"] },
];

/** Nine areas of the smart-city project; its text separates the three of health by commas and the rest by semicolons. */
export const priorityAreas: readonly ProgrammeEntry[] = [
  {
    name: {
      vi: "cải cách hành chính gắn với xây dựng chính quyền điện tử",
      en: "administrative reform with e-government",
    },
    folders: ["administration"],
  },
  { name: { vi: "giao thông", en: "traffic" }, folders: ["traffic"] },
  { name: { vi: "chống ngập", en: "flood control" }, folders: ["flood"] },
  { name: { vi: "môi trường", en: "environment" }, folders: ["air", "noise", "environment"] },
  { name: { vi: "y tế", en: "health" }, folders: ["health"] },
  { name: { vi: "dịch vụ sức khỏe cộng đồng", en: "public-health services" }, folders: ["health"] },
  { name: { vi: "an toàn thực phẩm", en: "food safety" }, folders: ["food"] },
  {
    name: { vi: "an ninh trật tự an toàn xã hội", en: "security, order and social safety" },
    folders: ["security"],
  },
  { name: { vi: "chỉnh trang đô thị", en: "urban renewal" }, folders: ["urban"] },
];
