import { type ComponentType, lazy, type ReactNode, Suspense } from "react";
import { useParams } from "react-router";
import { QueryView } from "../../api/QueryView.tsx";
import { useSession } from "../../api/session.ts";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Link } from "../../ui/Link.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { useAddress } from "../registry/use-address.ts";
import { DatasetHead } from "./DatasetHead.tsx";
import { Notice } from "./Notice.tsx";
import { Preview } from "./Preview.tsx";
import { useDataset } from "./queries.ts";
import type { TabProps } from "./tab-props.ts";
import type { Dataset } from "./types.ts";
import styles from "./warehouse.module.css";
import { pick } from "./words.ts";

/** Heavy tabs are fetched when first opened. */
function later(load: () => Promise<ComponentType<TabProps>>) {
  return lazy(async () => ({ default: await load() }));
}

const ChartTab = later(async () => (await import("./ChartTab.tsx")).ChartTab);
const MapTab = later(async () => (await import("./MapTab.tsx")).MapTab);
const ColumnsTab = later(async () => (await import("./ColumnsTab.tsx")).ColumnsTab);
const ProfileTab = later(async () => (await import("./ProfileTab.tsx")).ProfileTab);
const QualityTab = later(async () => (await import("./QualityTab.tsx")).QualityTab);
const VersionsTab = later(async () => (await import("./VersionsTab.tsx")).VersionsTab);
const LineageTab = later(async () => (await import("./LineageTab.tsx")).LineageTab);
const AccessTab = later(async () => (await import("./AccessTab.tsx")).AccessTab);
const ReleaseTab = later(async () => (await import("./ReleaseTab.tsx")).ReleaseTab);
const ApiTab = later(async () => (await import("./ApiTab.tsx")).ApiTab);

const TABS: readonly (readonly [id: TabId, Tab: ComponentType<TabProps>])[] = [
  ["preview", Preview],
  ["chart", ChartTab],
  ["map", MapTab],
  ["columns", ColumnsTab],
  ["profile", ProfileTab],
  ["quality", QualityTab],
  ["versions", VersionsTab],
  ["lineage", LineageTab],
  ["access", AccessTab],
  ["release", ReleaseTab],
  ["api", ApiTab],
];

type TabId =
  | "preview"
  | "chart"
  | "map"
  | "columns"
  | "profile"
  | "quality"
  | "versions"
  | "lineage"
  | "access"
  | "release"
  | "api";

/** One dataset: its head, and its data, meaning, quality, history and use in tabs. */
export function DatasetPage() {
  const { name = "" } = useParams();
  const t = useT();
  const dataset = useDataset(name);
  return (
    <>
      {!dataset.data && <PageHeader title={name} trail={[{ label: t("wh.title"), to: "/kho-du-lieu" }]} />}
      <QueryView query={dataset} waiting={<LoadingState lines={8} />}>
        {(data) => <DatasetView key={data.name} dataset={data} />}
      </QueryView>
    </>
  );
}

function DatasetView({ dataset }: { dataset: Dataset }) {
  const t = useT();
  const { read, write } = useAddress();
  const version = Number(read("version")) || undefined;
  const signedIn = Boolean(useSession().data?.account);
  const tabs = TABS.filter(([id]) => isOffered(id, dataset, signedIn));
  return (
    <>
      <DatasetHead dataset={dataset} />
      <Notices dataset={dataset} version={version} />
      <Tabs
        label={t("wh.tabs")}
        selected={read("tab") ?? "preview"}
        onSelect={(id) => write("tab", id === "preview" ? "" : id)}
        items={tabs.map(([id, Tab]) => ({
          id,
          label: t(`wh.tab.${id}`),
          content: (
            <Suspense fallback={<LoadingState block />}>
              <Tab dataset={dataset} version={version} />
            </Suspense>
          ),
        }))}
      />
    </>
  );
}

function isOffered(id: TabId, dataset: Dataset, signedIn: boolean): boolean {
  if ((id === "access" || id === "release") && !signedIn) return false;
  if (id === "map") return dataset.spatial;
  if (id === "versions") return dataset.kind !== "live";
  if (id === "release")
    return dataset.may.proposeRelease || dataset.may.approveRelease || dataset.access === "open";
  return true;
}

function Notices({ dataset, version }: TabProps) {
  const t = useT();
  const { locale } = useLocale();
  const notices: { key: string; text: ReactNode; action?: ReactNode }[] = [];
  if (dataset.rowNotice) notices.push({ key: "rows", text: pick(dataset.rowNotice, locale) });
  if (version !== undefined && version !== dataset.version) {
    notices.push({
      key: "version",
      text: t("wh.oldVersion", { version, current: dataset.version ?? 0 }),
      action: (
        <Link to={`/kho-du-lieu/${dataset.name}`} look="secondary">
          {t("wh.toCurrent")}
        </Link>
      ),
    });
  }
  if (dataset.pending && version !== dataset.pending.number) {
    notices.push({
      key: "pending",
      text: t("wh.pending", { number: dataset.pending.number }),
      action: (
        <Link to={`/kho-du-lieu/${dataset.name}?tab=versions`} look="secondary">
          {t("wh.toPending")}
        </Link>
      ),
    });
  }
  if (notices.length === 0) return null;
  return (
    <div className={styles.notices}>
      {notices.map(({ key, text, action }) => (
        <Notice key={key} action={action}>
          {text}
        </Notice>
      ))}
    </div>
  );
}
