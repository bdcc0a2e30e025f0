import { useSearchParams } from "react-router";
import { useT } from "../../i18n/i18n.tsx";
import { RoleGate } from "../../shell/RoleGate.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { WRITERS } from "../import/stations.ts";
import { DeviceList } from "./DeviceList.tsx";
import styles from "./devices.module.css";
import { NewDeviceCard } from "./NewDeviceCard.tsx";
import { NewSeriesCard } from "./NewSeriesCard.tsx";
import { NewStationCard } from "./NewStationCard.tsx";

/** Stations, their series, and the devices that may send for them. */
export function DevicesPage() {
  const t = useT();
  return (
    <RoleGate title={t("devices.title")} roles={WRITERS}>
      <PageHeader title={t("devices.title")} lead={t("devices.lead")} />
      <DeviceTabs />
    </RoleGate>
  );
}

function DeviceTabs() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  return (
    <Tabs
      label={t("devices.title")}
      selected={search.get("tab") ?? "devices"}
      onSelect={(tab) => setSearch({ tab }, { replace: true })}
      items={[
        {
          id: "devices",
          label: t("devices.tab.devices"),
          content: (
            <div className={styles.stack}>
              <NewDeviceCard />
              <DeviceList />
            </div>
          ),
        },
        {
          id: "stations",
          label: t("devices.tab.stations"),
          content: (
            <div className={styles.stack}>
              <NewStationCard />
              <NewSeriesCard />
            </div>
          ),
        },
      ]}
    />
  );
}
