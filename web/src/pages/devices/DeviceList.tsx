import { useState } from "react";
import { errorView, QueryView } from "../../api/QueryView.tsx";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Link } from "../../ui/Link.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { codeOf } from "../import/stations.ts";
import styles from "./devices.module.css";
import { type Device, useDevices, useRevokeDevice } from "./queries.ts";

const MOST_SHOWN = 4;
const PAGE = 20;

/** Devices that may send now; each can be revoked. */
export function DeviceList() {
  const t = useT();
  const toast = useToast();
  const query = useDevices();
  const revoke = useRevokeDevice();
  const [asked, setAsked] = useState<Device | null>(null);
  const columns = useColumns(setAsked);
  const [text, setText] = useState("");
  const [shown, setShown] = useState(PAGE);

  function confirm(device: Device): void {
    revoke.mutate(device.id, {
      onSuccess: () => {
        setAsked(null);
        toast({ tone: "ok", text: t("devices.revoked", { name: device.userName }) });
      },
    });
  }
  return (
    <div data-density="compact">
      <Card
        title={t("devices.list")}
        actions={
          <SearchField
            label={t("devices.find")}
            labelHidden
            placeholder={t("devices.find")}
            onSearch={setText}
          />
        }
        flush
      >
        <QueryView query={query}>
          {(rows) => (
            <DataTable
              caption={t("devices.list")}
              captionHidden
              columns={columns}
              rows={findDevices(rows, text).slice(0, shown)}
              rowKey={(row) => String(row.id)}
              total={findDevices(rows, text).length}
              onLoadMore={findDevices(rows, text).length > shown ? () => setShown(shown + PAGE) : undefined}
              empty={{ icon: "station", title: t("devices.none"), text: t("devices.noneText") }}
            />
          )}
        </QueryView>
      </Card>
      <Dialog
        open={asked !== null}
        title={t("devices.revokeTitle", { name: asked?.userName ?? "" })}
        onClose={() => setAsked(null)}
        actions={
          <>
            <Button onPress={() => setAsked(null)}>{t("common.cancel")}</Button>
            <Button kind="danger" busy={revoke.isPending} onPress={() => asked && confirm(asked)}>
              {t("devices.revoke")}
            </Button>
          </>
        }
      >
        <p>{t("devices.revokeText")}</p>
        {revoke.isError && <ErrorState {...errorView(revoke.error, t)} />}
      </Dialog>
    </div>
  );
}

/** Devices whose name or whose stations hold every word, marks and capitals aside. */
export function findDevices(devices: readonly Device[], text: string): Device[] {
  const words = codeOf(text).split("-").filter(Boolean);
  return devices.filter(({ userName, things }) => {
    const names = things.flatMap(({ code, nameVi, nameEn }) => [code, nameVi, nameEn]);
    const all = [userName, ...names].map(codeOf).join(" ");
    return words.every((word) => all.includes(word));
  });
}

function useColumns(onRevoke: (device: Device) => void): Column<Device>[] {
  const t = useT();
  const { locale } = useLocale();
  return [
    { id: "name", header: t("devices.name"), cell: (row) => <code>{row.userName}</code> },
    {
      id: "stations",
      header: t("devices.stations"),
      cell: (row) => (
        <span className={styles.links}>
          {row.things.slice(0, MOST_SHOWN).map((thing) => (
            <Link key={thing.code} to={`/tram/${thing.code}`}>
              {locale === "vi" ? thing.nameVi : thing.nameEn}
            </Link>
          ))}
          {row.things.length > MOST_SHOWN && (
            <span>{t("import.result.moreStations", { count: row.things.length - MOST_SHOWN })}</span>
          )}
        </span>
      ),
    },
    {
      id: "revoke",
      header: t("devices.act"),
      cell: (row) => (
        <Button kind="quiet" size="small" icon="lock" onPress={() => onRevoke(row)}>
          {t("devices.revoke")}
        </Button>
      ),
    },
  ];
}
