/**
 * What one person sees of one dataset: for each column a mask, for the rows a rule. Decided here once, compiled in
 * store/relation.ts, and used by every way of reading: rows, search, SQL, charts, maps, downloads, profiles, diffs.
 */
import type { Actor, Grant, Role } from "../../../kernel/actor.ts";
import type { Bilingual } from "../../../kernel/errors.ts";
import type { ColumnClass } from "../column-types.ts";
import type { Mask } from "../schema/datasets.ts";
import { type Audience, masksByClass, purposes } from "./masks.ts";

/** What the decision needs to know of a dataset. */
export interface Protected {
  readonly agencyCode: string;
  readonly access: "open" | "city" | "agency";
  readonly grants: readonly {
    readonly agencyCode: string;
    readonly until: string | null;
    readonly purpose: string;
    readonly clearColumns: readonly string[];
  }[];
  readonly rowRules: readonly { readonly column: string; readonly by: "agency" | "territory" }[];
  readonly columns: readonly {
    readonly name: string;
    readonly class: ColumnClass;
    readonly mask: Mask | null;
  }[];
}

export interface View {
  readonly audience: Audience | "system";
  readonly purpose: string | null;
  readonly masks: ReadonlyMap<string, Mask>;
  /** Conditions on rows: the column must hold one of the values. */
  readonly rows: readonly { readonly column: string; readonly values: readonly string[] }[];
  /** Two views with the same key show the same. */
  readonly key: string;
}

const staffRoles = new Set<Role>([
  "officer",
  "approver",
  "analyst",
  "operator",
  "security-analyst",
  "data-steward",
  "administrator",
]);
const ownerRoles = new Set<Role>(["officer", "approver", "operator", "data-steward"]);
const cityWide = new Set<Role>(["data-steward", "analyst", "administrator", "security-analyst", "approver"]);

/** May this person read rows of the dataset at all? */
export function mayRead(actor: Actor, dataset: Protected, today: string): boolean {
  if (actor.kind === "system" || dataset.access === "open") return true;
  const grants = staffGrants(actor);
  if (grants.length === 0) return false;
  if (dataset.access === "city") return true;
  return (
    isOwner(grants, dataset) ||
    grants.some(({ role, agencyCode }) => agencyCode === null && cityWide.has(role)) ||
    grantOf(grants, dataset, today) !== undefined
  );
}

/** The view of a person who may read. `purpose` must be one of {@link purposes}. */
export function viewOf(
  actor: Actor,
  dataset: Protected,
  options: { purpose?: string | null | undefined; today: string },
): View {
  const purpose = options.purpose ?? null;
  if (actor.kind === "system") return system(dataset);
  const grants = staffGrants(actor);
  const owner = isOwner(grants, dataset);
  const audience = audienceOf(grants, owner);
  const clear =
    purpose === null
      ? new Set<string>()
      : clearColumns(grants, dataset, { owner, purpose, today: options.today });
  const masks = new Map<string, Mask>();
  for (const column of dataset.columns) {
    const usual = masksByClass[column.class][audience];
    const mask = column.mask !== null && audience !== "owner" ? column.mask : usual;
    masks.set(column.name, clear.has(column.name) ? "clear" : mask);
  }
  const rows = dataset.rowRules.flatMap(({ column, by }) => {
    const values = allowedValues(grants, by);
    return values === null ? [] : [{ column, values }];
  });
  return { audience, purpose, masks, rows, key: keyOf(masks, rows) };
}

/** Could this person see a masked column clear by stating a purpose? */
export function maySeeClear(actor: Actor, dataset: Protected, today: string): boolean {
  if (actor.kind === "system") return false;
  const grants = staffGrants(actor);
  const masked = dataset.columns.some(({ class: one }) => masksByClass[one].owner !== "clear");
  return (
    masked && (isOwner(grants, dataset) || (grantOf(grants, dataset, today)?.clearColumns.length ?? 0) > 0)
  );
}

export function isPurpose(code: string): boolean {
  return purposes.some((one) => one.code === code);
}

/** Why rows are missing, in words, or null. */
export function rowNotice(view: View): Bilingual | null {
  const [first] = view.rows;
  if (!first) return null;
  const shown = first.values.slice(0, 3).join(", ") || "—";
  return {
    vi: `Bạn chỉ thấy các dòng thuộc phạm vi của mình (${first.column}: ${shown}).`,
    en: `You see only the rows of your own remit (${first.column}: ${shown}).`,
  };
}

function system(dataset: Protected): View {
  const masks = new Map<string, Mask>(dataset.columns.map(({ name }) => [name, "clear"]));
  return { audience: "system", purpose: null, masks, rows: [], key: keyOf(masks, []) };
}

function staffGrants(actor: Actor): readonly Grant[] {
  return actor.kind === "account" ? actor.grants.filter(({ role }) => staffRoles.has(role)) : [];
}

function isOwner(grants: readonly Grant[], { agencyCode }: Protected): boolean {
  return grants.some(
    (grant) =>
      ownerRoles.has(grant.role) &&
      (grant.agencyCode === agencyCode || (grant.agencyCode === null && grant.role === "data-steward")),
  );
}

function audienceOf(grants: readonly Grant[], owner: boolean): Audience {
  if (owner) return "owner";
  if (grants.length === 0) return "public";
  return grants.some(({ role }) => role === "analyst") ? "analyst" : "city";
}

function grantOf(grants: readonly Grant[], dataset: Protected, today: string, purpose?: string) {
  return dataset.grants.find(
    (one) =>
      (one.until === null || one.until >= today) &&
      (purpose === undefined || one.purpose === purpose) &&
      grants.some(({ agencyCode }) => agencyCode === one.agencyCode),
  );
}

function clearColumns(
  grants: readonly Grant[],
  dataset: Protected,
  { owner, purpose, today }: { owner: boolean; purpose: string; today: string },
): Set<string> {
  if (owner) return new Set(dataset.columns.map(({ name }) => name));
  return new Set(grantOf(grants, dataset, today, purpose)?.clearColumns ?? []);
}

/** Values a row rule lets through; null = all. A commune's committee has its unit's code in its own: `UBND-26734`. */
function allowedValues(grants: readonly Grant[], by: "agency" | "territory"): string[] | null {
  if (grants.some(({ role, agencyCode }) => agencyCode === null && cityWide.has(role))) return null;
  const agencies = grants.flatMap(({ agencyCode }) => (agencyCode === null ? [] : [agencyCode]));
  if (by === "agency") return [...new Set(agencies)];
  const units = agencies.flatMap((code) => (code.startsWith("UBND-") ? [code.slice(5)] : []));
  // A department works for the whole city; only a commune's committee is bound to its territory.
  return units.length === agencies.length || agencies.length === 0 ? [...new Set(units)] : null;
}

function keyOf(masks: ReadonlyMap<string, Mask>, rows: View["rows"]): string {
  const masked = [...masks].filter(([, mask]) => mask !== "clear").map(([name, mask]) => `${name}=${mask}`);
  return `${masked.join(",")}|${rows.map(({ column, values }) => `${column}:${[...values].sort().join("+")}`).join(";")}`;
}
