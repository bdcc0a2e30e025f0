import { Sparkline } from "../../charts/Sparkline.tsx";
import { useFormat } from "../../i18n/i18n.tsx";
import { AqiBadge } from "../../ui/AqiBadge.tsx";
import { Card } from "../../ui/Card.tsx";
import { KeyFigure } from "../../ui/KeyFigure.tsx";
import { ProgressBar } from "../../ui/ProgressBar.tsx";
import { WhyThisNumber } from "../../ui/WhyThisNumber.tsx";
import styles from "./GalleryPage.module.css";
import { Section } from "./Section.tsx";
import { samplePm25 } from "./sample-series.ts";

const LAST_DAY = samplePm25()
  .points.slice(-24)
  .map((point) => point.value);

/** Large numbers and what stands under them. */
export function NumbersSection() {
  const format = useFormat();
  return (
    <Section id="numbers">
      <div className={styles.columns}>
        <Card title="PM2.5 trung bình 24 giờ" note="Trạm Bến Thành, đến 12:00 ngày 10/02/2026">
          <div className={styles.stack}>
            <KeyFigure
              label="Nồng độ"
              value={format.number(47.3)}
              unit="µg/m³"
              change={{ text: `${format.number(6.1)} so với hôm qua`, direction: "up", tone: "warn" }}
              note={<Sparkline values={LAST_DAY} label="PM2.5 trong 24 giờ qua" />}
            />
            <AqiBadge value={121} />
            <WhyDaily />
          </div>
        </Card>
        <Card title="Hồ sơ trong tháng" note="Toàn thành phố">
          <div className={styles.stack}>
            <KeyFigure
              label="Trả đúng hạn"
              value={format.percent(0.9738, 2)}
              change={{ text: "1,2 điểm", direction: "up", tone: "ok" }}
            />
            <KeyFigure label="Ngân sách đã thu" value={format.compact(748_438e9)} unit="đồng" />
            <KeyFigure
              label="Đang chờ"
              value={format.number(4865)}
              change={{ text: "không đổi", direction: "same", tone: "idle" }}
            />
          </div>
        </Card>
        <Card title="Nhập số đo HealthyAir">
          <div className={styles.stack}>
            <ProgressBar
              label="Kiểm tra từng dòng"
              done={31_400}
              total={52_548}
              message="Trạm 4: độ ẩm đứng yên ở 12,5%"
              etaMs={48_000}
            />
            <ProgressBar label="Đếm dòng của tệp" done={8_192} message="Đang đọc tệp" />
          </div>
        </Card>
      </div>
    </Section>
  );
}

function WhyDaily() {
  return (
    <WhyThisNumber
      open
      formula={"C = Σ cᵢ / n,  n ≥ 18 giờ hợp lệ\n= 1.040,6 / 22"}
      inputs={[
        { label: "Giờ hợp lệ", value: "22 trên 24" },
        { label: "Giờ nghi ngờ", value: "2 (không tính)" },
        { label: "Thiết bị", value: "BAM-1020, kiểm định 14/11/2025" },
      ]}
      flags={[
        { tone: "ok", text: "Đủ dữ liệu" },
        { tone: "warn", text: "2 giờ nghi ngờ" },
      ]}
      clause="QCVN 05:2023/BTNMT, bảng 1: trung bình 24 giờ từ 01/01/2026 là 45 µg/m³"
      source={{
        title: "Chuỗi giờ của trạm Bến Thành",
        publisher: "Dữ liệu mô phỏng",
        retrievedOn: "2026-02-10",
      }}
    />
  );
}
