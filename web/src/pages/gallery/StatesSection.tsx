import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { ToastCard } from "../../ui/Toast.tsx";
import styles from "./GalleryPage.module.css";
import { Section } from "./Section.tsx";

/** Nothing yet, not here, went wrong, done. */
export function StatesSection() {
  return (
    <Section id="states">
      <div className={styles.columns}>
        <Card title="Đang tải" level={3}>
          <LoadingState lines={5} />
        </Card>
        <Card>
          <EmptyState
            title="Chưa có phản ánh nào"
            text="Gửi phản ánh đầu tiên về đường sá, rác, ngập nước hay tiếng ồn quanh nơi bạn ở."
            action={<Button kind="primary">Gửi phản ánh</Button>}
          />
        </Card>
        <div className={styles.stack}>
          <ErrorState requestId="req-7f3a91" onRetry={() => undefined} />
          <ToastCard
            toast={{
              tone: "ok",
              text: "Đã chuyển cho Phường Bến Thành",
              action: { label: "Hoàn tác", onPress: () => undefined },
            }}
            onClose={() => undefined}
          />
          <ToastCard
            toast={{ tone: "bad", text: "Tệp có 12 dòng sai cột thời gian" }}
            onClose={() => undefined}
          />
        </div>
      </div>
    </Section>
  );
}
