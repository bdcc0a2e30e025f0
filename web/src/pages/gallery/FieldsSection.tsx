import { useState } from "react";
import { CheckboxField } from "../../ui/CheckboxField.tsx";
import { FileDrop } from "../../ui/FileDrop.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./GalleryPage.module.css";
import { Section } from "./Section.tsx";

const WARDS = [
  "Phường Bến Thành",
  "Phường Sài Gòn",
  "Phường Hòa Hưng",
  "Phường Thủ Đức",
  "Xã Cần Giờ",
  "Đặc khu Côn Đảo",
];

/** Everything that is typed, chosen or dropped. */
export function FieldsSection() {
  return (
    <Section id="fields">
      <div className={styles.columns}>
        <TextSamples />
        <ChoiceSamples />
      </div>
    </Section>
  );
}

function TextSamples() {
  const [name, setName] = useState("Nguyễn Thị Minh Khai");
  const [phone, setPhone] = useState("0903 123");
  const [password, setPassword] = useState("matkhau");
  const [text, setText] = useState("");
  return (
    <div className={styles.stack}>
      <TextField
        label="Họ và tên"
        hint="Như trên căn cước"
        value={name}
        onChange={setName}
        autoComplete="name"
      />
      <TextField
        label="Số điện thoại"
        kind="tel"
        value={phone}
        onChange={setPhone}
        error="Số di động có 10 chữ số, ví dụ 0903 123 456"
      />
      <TextField
        label="Mật khẩu"
        kind="password"
        value={password}
        onChange={setPassword}
        autoComplete="off"
      />
      <TextField
        label="Nội dung phản ánh"
        rows={4}
        value={text}
        onChange={setText}
        optional
        placeholder="Việc gì, ở đâu, từ khi nào"
      />
      <TextField label="Mã hồ sơ" value="H29.4-260210-0017" onChange={() => undefined} disabled />
    </div>
  );
}

function ChoiceSamples() {
  const [ward, setWard] = useState("");
  const [agreed, setAgreed] = useState(true);
  const [files, setFiles] = useState<File[]>([]);
  const [query, setQuery] = useState("");
  const found = WARDS.filter((entry) => fold(entry).includes(fold(query)));
  return (
    <div className={styles.stack}>
      <SearchField
        label="Tìm phường, xã"
        placeholder="Gõ có dấu hay không dấu"
        onSearch={setQuery}
        results={found.map((label) => ({ id: label, label, note: "Thành phố Hồ Chí Minh" }))}
      />
      <SelectField
        label="Phường, xã, đặc khu"
        placeholder="Chọn một nơi"
        value={ward}
        options={WARDS.map((label) => ({ value: label, label }))}
        onChange={setWard}
      />
      <CheckboxField
        label="Nhận tin nhắn khi có kết quả"
        hint="Miễn phí, dừng lúc nào cũng được"
        checked={agreed}
        onChange={setAgreed}
      />
      <CheckboxField
        label="Tôi cam đoan nội dung là đúng"
        error="Cần đánh dấu để gửi"
        checked={false}
        onChange={() => undefined}
      />
      <FileDrop
        label="Thả tệp số đo vào đây hoặc bấm để chọn"
        hint="CSV hoặc Excel, tối đa 50 MB"
        files={files}
        onChange={setFiles}
        accept=".csv,.xlsx"
        maxBytes={50_000_000}
        multiple
      />
    </div>
  );
}

/** Comparison without marks: decompose, drop marks, đ by hand, lower case. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
}
