import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkTaxCode,
  findPersonalData,
  isEmailAddress,
  isFamilyName,
  isPassportNumber,
  MAX_TEXT,
  maskFoundPersonalData,
  maskText,
  type PersonalDataClass,
  parseHealthInsurance,
  parsePlate,
  readAddress,
  readPersonName,
  taxCheckDigit,
} from "./index.ts";

describe("single values", () => {
  test("check digit of tax codes", () => {
    expect(taxCheckDigit("010023348")).toBe(8);
    expect(taxCheckDigit("031440905")).toBe(8);
    expect(checkTaxCode("0100233488")).toEqual({ base: "0100233488", branch: null, checkDigitHolds: true });
    expect(checkTaxCode("0100233480")?.checkDigitHolds).toBe(false);
    expect(checkTaxCode("0314409058-001")).toMatchObject({ branch: "001", checkDigitHolds: true });
    expect(checkTaxCode("031440905")).toBeUndefined();
    expect(checkTaxCode("0314409058-01")).toBeUndefined();
  });

  test("about one ten-digit number in eleven passes the check by chance", () => {
    let passed = 0;
    for (let i = 0; i < 11_000; i++) {
      if (
        checkTaxCode(String((i * 900_719 + 1_234_567_891) % 10_000_000_000).padStart(10, "0"))
          ?.checkDigitHolds
      )
        passed++;
    }
    expect(passed / 11_000).toBeGreaterThan(0.07);
    expect(passed / 11_000).toBeLessThan(0.11);
  });

  test.each([
    ["51F-123.45", "51F-123.45", "car"],
    ["51F12345", "51F-123.45", "car"],
    ["59-X1 123.45", "59-X1 123.45", "motorbike"],
    ["59-X1\n123.45", "59-X1 123.45", "motorbike"],
    ["59X112345", "59-X1 123.45", "motorbike"],
    ["59X1-1234", "59-X1 1234", "motorbike"],
    ["80A-001.23", "80A-001.23", "car"],
    ["51LD-012.34", "51LD-012.34", "unclear"],
    ["51f 1234", "51F-1234", "car"],
  ])("plate %j", (text, shown, kind) => expect(parsePlate(text)).toMatchObject({ text: shown, kind }));

  test.each(["10A-123.45", "HCM-01", "51F-12", "51F-123456", "12345", "51-12345", "59/2021", "QĐ-59"])(
    "%j is no plate",
    (text) => expect(parsePlate(text)).toBeUndefined(),
  );

  test("health insurance, passport, e-mail", () => {
    expect(parseHealthInsurance("DN 4 79 1234567890")).toEqual({ group: "DN", groupKnown: true, level: 4 });
    expect(parseHealthInsurance("DN9791234567890")).toBeUndefined();
    expect(isPassportNumber("C1234567")).toBe(true);
    expect(isPassportNumber("CC123456")).toBe(false);
    expect(isEmailAddress("nguoi.dan@example.vn")).toBe(true);
    for (const bad of ["a@b", "@example.vn", "a@b..vn", "a b@example.vn", "a@-b.vn"])
      expect(isEmailAddress(bad)).toBe(false);
  });

  test("names of people", () => {
    expect(readPersonName("Nguyễn Thị An")).toEqual({ score: 1, hasMarker: true, words: 3 });
    expect(readPersonName("TRẦN VĂN BÌNH").score).toBe(1);
    expect(readPersonName("Le Van Binh").score).toBe(1);
    expect(readPersonName("Giao thông công cộng").score).toBe(0);
    expect(readPersonName("Trạm Bến Thành").score).toBe(0);
    expect(isFamilyName("Nguyễn")).toBe(true);
  });

  test("addresses with and without marks", () => {
    expect(readAddress("12/3A Lê Lợi, phường Bến Thành, TP. Hồ Chí Minh")).toMatchObject({
      isAddress: true,
      wardPart: "phường Bến Thành",
    });
    expect(readAddress("so 45 duong D2, phuong 25").isAddress).toBe(true);
    expect(readAddress("12 Lê Lợi, Bến Thành", new Set(["ben thanh"])).isAddress).toBe(true);
    expect(readAddress("Ấp 3, xã Bình Mỹ, huyện Củ Chi").isAddress).toBe(true);
    for (const none of ["Phường 5", "Quận 1", "Đường Nguyễn Huệ", "30 cm", "Trạm bơm số 3"]) {
      expect(readAddress(none).isAddress).toBe(false);
    }
  });
});

describe("inside text", () => {
  const classesIn = (text: string) =>
    findPersonalData(text).map((span) => [span.class, text.slice(span.start, span.end)]);

  test("numbers with and without words before them", () => {
    expect(classesIn("Gọi 0901 234 567 hoặc 028.3829.1234, mail a.b@example.vn.")).toEqual([
      ["phone", "0901 234 567"],
      ["phone", "028.3829.1234"],
      ["email", "a.b@example.vn"],
    ]);
    expect(classesIn("CCCD 079203001234, MST: 0100233488, BHXH 7912345678")).toEqual([
      ["citizen-id", "079203001234"],
      ["tax-code", "0100233488"],
      ["social-insurance", "7912345678"],
    ]);
    expect(classesIn("xe biển số 51F-123.45 và 59-X1 123.45 đỗ sai")).toEqual([
      ["plate", "51F-123.45"],
      ["plate", "59-X1 123.45"],
    ]);
    expect(classesIn("Tôi tên Nguyễn Văn An, ở số 12/3 đường Lê Lợi, phường Bến Thành.")).toEqual([
      ["person-name", "Nguyễn Văn An"],
      ["address", "số 12/3 đường Lê Lợi, phường Bến Thành"],
    ]);
  });

  test.each([
    "Ngập 30 cm lúc 17:30 ngày 12/10/2026, quyết định 2393/QĐ-UBND",
    "Kinh phí 1.234.567.000 đồng, năm 2025",
    "mã đơn 0901234567, hóa đơn 079203001234",
    "tọa độ 10.776889, 106.700806",
    "đường Số 7, phường Bình Thạnh",
  ])("nothing in %j", (text) => expect(classesIn(text)).toEqual([]));

  test("masked text", () => {
    expect(maskFoundPersonalData("Gọi 0901234567 gặp chị Lê Thị Hoa")).toBe(
      "Gọi •••••••567 gặp chị L. T. H.",
    );
  });

  test("spans are in order, apart and inside, for any text", () => {
    const pieces = fc.constantFrom(
      "0901234567",
      "079203001234",
      " ",
      "@",
      "a@b.vn",
      "số 1 đường A",
      "51F-123.45",
      "ông Lê An",
      "\u0301",
      "😀",
      ".",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: "binary" }))), (parts) => {
        const text = parts.join("");
        let end = 0;
        for (const span of findPersonalData(text)) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test.each([
    "0",
    "0 ",
    "1.",
    "a@",
    "@",
    "a.",
    "số 1/",
    "A",
    "Nguyễn ",
    "ông Nguyễn ",
    "51F-",
    "số 1 đường A ",
    "-",
    " ",
    "+84",
  ])("a long text of %j takes linear time", (piece) => {
    const started = performance.now();
    findPersonalData(piece.repeat(Math.ceil((2 * MAX_TEXT) / piece.length)));
    expect(performance.now() - started).toBeLessThan(8000);
  });

  test.each(["1", "A ", "1/", "@", ". ", "phuong ", "Nguyễn "])(
    "single-value readers take any length of %j",
    (piece) => {
      const long = piece.repeat(200_000);
      const started = performance.now();
      for (const read of [
        checkTaxCode,
        parsePlate,
        parseHealthInsurance,
        isPassportNumber,
        isEmailAddress,
        readPersonName,
        readAddress,
      ])
        read(long);
      maskText("email", long);
      expect(performance.now() - started).toBeLessThan(4000);
    },
  );
});

describe("masks", () => {
  test.each<[PersonalDataClass, string, string]>([
    ["citizen-id", "079203001234", "079•••••1234"],
    ["citizen-id", "abc", "•••"],
    ["phone", "0901234567", "•••••••567"],
    ["email", "nguoidan@example.vn", "n•••@example.vn"],
    ["email", "không có", "•••"],
    ["person-name", "Nguyễn Văn An", "N. V. A."],
    ["person-name", "An", "•••"],
    ["plate", "51F-123.45", "51F-•••45"],
    ["address", "12/3 Lê Lợi, phường Bến Thành, TP. Hồ Chí Minh", "phường Bến Thành"],
    ["address", "12/3 Lê Lợi", "•••"],
    ["birth-date", "1990-05-17", "1990"],
    ["tax-code", "0100233488", "•••"],
    ["health", "J45.0", "•••"],
    ["phone", "", ""],
  ])("%s %j", (one, value, masked) => expect(maskText(one, value)).toBe(masked));
});
