import { expect, test } from "vitest";
import { crc16, vietQrText } from "./index.ts";

test("checksum of the reference text", () => expect(crc16("123456789")).toBe(0x29b1));

test("a fee with the case number as purpose", () => {
  const transfer = {
    bankBin: "999999",
    account: "0000000000",
    amountDong: 150_000,
    purpose: "H29.12.1-260925-0001",
  };
  const text = vietQrText({ ...transfer, account: "0000000001" });
  expect(text.startsWith("00020101021238540010A00000072701240006999999011000000000010208QRIBFTTA")).toBe(
    true,
  );
  expect(text).toBe(
    "00020101021238540010A00000072701240006999999011000000000010208QRIBFTTA530370454061500005802VN62240820H29.12.1-260925-000163046040",
  );
  expect(vietQrText(transfer)).not.toBe(text);
});

test("what does not fit is refused", () => {
  expect(() => vietQrText({ bankBin: "12", account: "1" })).toThrow(/bankBin/);
  expect(() => vietQrText({ bankBin: "999999", account: "1", amountDong: 1.5 })).toThrow(/amountDong/);
  expect(() => vietQrText({ bankBin: "999999", account: "1", purpose: "x".repeat(26) })).toThrow(/purpose/);
});
