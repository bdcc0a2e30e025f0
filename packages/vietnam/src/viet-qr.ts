/**
 * VietQR transfer codes: EMVCo merchant-presented QR with the NAPAS template in tag 38.
 * The sub-tags of 38 are unverified against the NAPAS specification.
 */

/** A transfer to a bank account. */
export interface VietQrTransfer {
  /** Six-digit bank identification number. */
  readonly bankBin: string;
  /** Account number, 1–19 letters or digits. */
  readonly account: string;
  /** Whole đồng; absent = the payer types the amount. */
  readonly amountDong?: number;
  /** Purpose for reconciliation, as a case number: 1–25 printable ASCII characters. */
  readonly purpose?: string;
}

/**
 * Text of the QR code, with its checksum. Throws RangeError naming the field that does not fit.
 * Example: bank 999999, account 0000000000, 150000 đồng.
 */
export function vietQrText(transfer: VietQrTransfer): string {
  const { bankBin, account, amountDong, purpose } = transfer;
  if (!/^\d{6}$/.test(bankBin)) throw new RangeError("bankBin must be six digits");
  if (!/^[0-9A-Za-z]{1,19}$/.test(account)) throw new RangeError("account must be 1–19 letters or digits");
  if (
    amountDong !== undefined &&
    !(Number.isSafeInteger(amountDong) && amountDong > 0 && amountDong < 1e13)
  ) {
    throw new RangeError("amountDong must be a whole number of đồng");
  }
  if (purpose !== undefined && !/^[\x20-\x7e]{1,25}$/.test(purpose)) {
    throw new RangeError("purpose must be 1–25 ASCII characters");
  }
  const beneficiary = field("00", bankBin) + field("01", account);
  const merchant = field("00", "A000000727") + field("01", beneficiary) + field("02", "QRIBFTTA");
  const text = [
    field("00", "01"),
    field("01", amountDong === undefined ? "11" : "12"),
    field("38", merchant),
    field("53", "704"),
    amountDong === undefined ? "" : field("54", String(amountDong)),
    field("58", "VN"),
    purpose === undefined ? "" : field("62", field("08", purpose)),
    "6304",
  ].join("");
  return text + crc16(text).toString(16).toUpperCase().padStart(4, "0");
}

/** CRC-16/CCITT of an ASCII text: polynomial 0x1021, start 0xFFFF, no reflection. "123456789" → 0x29B1. */
export function crc16(text: string): number {
  let crc = 0xffff;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i) << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021) & 0xffff;
  }
  return crc;
}

function field(tag: string, value: string): string {
  return tag + String(value.length).padStart(2, "0") + value;
}
