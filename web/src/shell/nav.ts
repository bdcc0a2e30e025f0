import type { MessageKey } from "../i18n/i18n.tsx";
import type { IconName } from "../ui/Icon.tsx";

/** One entry of the navigation. Without `roles` everybody sees it. The first four a person sees stand in the phone's bottom bar. */
export type NavItem = {
  path: string;
  labelKey: MessageKey;
  icon: IconName;
  group: "city" | "data" | "program";
  roles?: readonly string[];
};

/** The navigation, in order. Adding a page adds a line here and one in routes.tsx. */
export const NAV_ITEMS: readonly NavItem[] = [
  { path: "/", labelKey: "nav.map", icon: "map", group: "city" },
  { path: "/tram", labelKey: "nav.stations", icon: "station", group: "city" },
  { path: "/don-vi", labelKey: "nav.units", icon: "pin", group: "city" },
  { path: "/co-quan", labelKey: "nav.agencies", icon: "building", group: "city" },
  { path: "/kho-du-lieu", labelKey: "nav.warehouse", icon: "database", group: "data" },
  {
    path: "/kho-du-lieu/nap",
    labelKey: "nav.load",
    icon: "upload",
    group: "data",
    roles: ["officer", "operator", "data-steward", "administrator"],
  },
  {
    path: "/kho-du-lieu/nguon",
    labelKey: "nav.sources",
    icon: "link",
    group: "data",
    roles: [
      "officer",
      "approver",
      "analyst",
      "operator",
      "security-analyst",
      "data-steward",
      "administrator",
    ],
  },
  {
    path: "/truy-van",
    labelKey: "nav.sql",
    icon: "formula",
    group: "data",
    roles: ["analyst", "data-steward", "officer", "administrator"],
  },
  {
    path: "/nhap-so-lieu",
    labelKey: "nav.import",
    icon: "upload",
    group: "data",
    roles: ["operator", "data-steward", "administrator"],
  },
  {
    path: "/thiet-bi",
    labelKey: "nav.devices",
    icon: "station",
    group: "data",
    roles: ["operator", "data-steward", "administrator"],
  },
  {
    path: "/so-lieu/tu-choi",
    labelKey: "nav.refusals",
    icon: "danger",
    group: "data",
    roles: ["operator", "analyst", "data-steward", "administrator"],
  },
  { path: "/ranh-gioi", labelKey: "nav.boundaries", icon: "layers", group: "data", roles: ["administrator"] },
  { path: "/api-docs", labelKey: "nav.api", icon: "link", group: "data" },
  {
    path: "/tai-khoan",
    labelKey: "nav.account",
    icon: "user",
    group: "program",
    roles: [
      "citizen",
      "officer",
      "approver",
      "analyst",
      "operator",
      "security-analyst",
      "data-steward",
      "administrator",
    ],
  },
  { path: "/about", labelKey: "nav.about", icon: "info", group: "program" },
  { path: "/design", labelKey: "nav.design", icon: "palette", group: "program" },
];

/** Groups in the order shown. */
export const NAV_GROUPS = [
  { id: "city", labelKey: "nav.group.city" },
  { id: "data", labelKey: "nav.group.data" },
  { id: "program", labelKey: "nav.group.program" },
] as const satisfies readonly { id: NavItem["group"]; labelKey: MessageKey }[];
