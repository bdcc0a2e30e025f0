import { useState } from "react";
import { useT } from "../../i18n/i18n.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Link } from "../../ui/Link.tsx";
import { Pagination } from "../../ui/Pagination.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { Toolbar } from "../../ui/Toolbar.tsx";
import styles from "./GalleryPage.module.css";
import { Section } from "./Section.tsx";

/** Buttons, links, tabs, choices, dialogs, toasts. */
export function ActionsSection() {
  return (
    <Section id="actions">
      <div className={styles.row}>
        <Button kind="primary" icon="check">
          Phê duyệt báo cáo
        </Button>
        <Button icon="download">Tải biểu mẫu</Button>
        <Button kind="quiet" icon="plus">
          Thêm trạm
        </Button>
        <Button kind="danger">Hủy hồ sơ</Button>
        <Button kind="primary" busy>
          Đang gửi
        </Button>
        <Button disabledReason="Cần quyền phê duyệt của Sở">Công bố</Button>
        <Button size="small">Nút nhỏ</Button>
        <IconButton icon="filter" label="Lọc danh sách" onPress={() => undefined} />
        <IconButton icon="layers" label="Lớp ranh giới" pressed onPress={() => undefined} />
      </div>
      <div className={styles.row}>
        <Link to="/about">Liên kết trong chương trình</Link>
        <Link to="https://hochiminhcity.gov.vn">Cổng thông tin Thành phố</Link>
        <Link to="/about" look="primary">
          Bắt đầu phản ánh
        </Link>
        <Link to="/about" look="secondary">
          Xem hướng dẫn
        </Link>
      </div>
      <Movement />
      <Overlays />
    </Section>
  );
}

function Movement() {
  const [tab, setTab] = useState("now");
  const [span, setSpan] = useState<"24h" | "7d" | "30d">("24h");
  return (
    <>
      <Toolbar label="Bộ lọc mẫu" end={<Button icon="refresh">Làm mới</Button>}>
        <SegmentedControl
          label="Khoảng thời gian"
          value={span}
          options={[
            { value: "24h", label: "24 giờ" },
            { value: "7d", label: "7 ngày" },
            { value: "30d", label: "30 ngày" },
          ]}
          onChange={setSpan}
        />
      </Toolbar>
      <Tabs
        label="Trạm Bến Thành"
        selected={tab}
        onSelect={setTab}
        items={[
          { id: "now", label: "Hiện tại", content: <p>Số đo mới nhất lúc 12:00, chất lượng tốt.</p> },
          { id: "history", label: "Lịch sử", content: <p>Ba lần bảo trì từ ngày 01/07/2025.</p> },
          { id: "device", label: "Thiết bị", content: <p>Cảm biến PM2.5 kiểm định ngày 14/11/2025.</p> },
        ]}
      />
      <Pagination position="Dòng 51–100" onPrevious={() => undefined} />
    </>
  );
}

function Overlays() {
  const t = useT();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.row}>
      <Button onPress={() => setOpen(true)}>{t("gallery.openDialog")}</Button>
      <Button onPress={() => toast({ tone: "ok", text: "Đã lưu ngưỡng cảnh báo mới" })}>
        {t("gallery.showToast")}
      </Button>
      <Button onPress={() => toast({ tone: "bad", text: "Chưa gửi được phản ánh, kiểm tra kết nối mạng" })}>
        {t("gallery.showToastBad")}
      </Button>
      <Dialog
        open={open}
        title="Công bố cảnh báo triều cường?"
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onPress={() => setOpen(false)}>{t("common.cancel")}</Button>
            <Button kind="primary" onPress={() => setOpen(false)}>
              Công bố
            </Button>
          </>
        }
      >
        <p>
          Tin nhắn sẽ tới khoảng 12.400 người dân ở 6 phường ven sông Sài Gòn. Sau khi công bố chỉ có thể đính
          chính.
        </p>
      </Dialog>
    </div>
  );
}
