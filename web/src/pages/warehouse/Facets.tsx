import { useId, useState } from "react";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { useAddress } from "../registry/use-address.ts";
import styles from "./catalogue.module.css";
import type { CatalogueSearch } from "./queries.ts";
import type { DatasetList, Facet } from "./types.ts";
import { pick } from "./words.ts";

/** Facets in the order shown; also their names in the address. */
export const FACETS = ["theme", "agency", "access", "kind", "tag"] as const;

const SHOWN = 6;

/** How many filters are set. */
export function facetCount(search: CatalogueSearch): number {
  return FACETS.filter((name) => search[name]).length + (search.simulated ? 1 : 0);
}

type FacetsProps = {
  list: DatasetList | undefined;
  search: CatalogueSearch;
  open: boolean;
  onClose: () => void;
};

/** Checkable lists with counts: a column on a wide screen, a sheet on a phone. */
export function Facets({ list, search, open, onClose }: FacetsProps) {
  const t = useT();
  return (
    <>
      <aside className={styles.facets} aria-label={t("wh.filters")}>
        <FacetLists list={list} search={search} />
      </aside>
      <Dialog
        open={open}
        title={t("wh.filters")}
        onClose={onClose}
        actions={
          <Button kind="primary" onPress={onClose}>
            {t("wh.facet.show", { count: list?.total ?? 0 })}
          </Button>
        }
      >
        <FacetLists list={list} search={search} />
      </Dialog>
    </>
  );
}

function FacetLists({ list, search }: Pick<FacetsProps, "list" | "search">) {
  const t = useT();
  const { write } = useAddress();
  return (
    <>
      {FACETS.map((name) => (
        <FacetList
          key={name}
          title={t(`wh.facet.${name}`)}
          choices={list?.facets[name] ?? []}
          selected={search[name]}
          onSelect={(value) => write(name, value)}
        />
      ))}
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={search.simulated === "false"}
          onChange={(event) => write("simulated", event.target.checked ? "false" : "")}
        />
        <span>{t("wh.hideSimulated")}</span>
      </label>
    </>
  );
}

type FacetListProps = {
  title: string;
  choices: readonly Facet[];
  selected: string | undefined;
  onSelect: (value: string) => void;
};

function FacetList({ title, choices, selected, onSelect }: FacetListProps) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const id = useId();
  const [all, setAll] = useState(false);
  if (choices.length === 0) return null;
  const shown = all ? choices : choices.filter((choice, index) => index < SHOWN || choice.value === selected);
  const rest = choices.length - shown.length;
  return (
    <fieldset className={styles.facet} aria-labelledby={id}>
      <p id={id} className={styles.facetName}>
        {title}
      </p>
      {shown.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="checkbox"
            checked={choice.value === selected}
            onChange={(event) => onSelect(event.target.checked ? choice.value : "")}
          />
          <span>{pick(choice.label, locale)}</span>
          <span className={styles.choiceCount}>{format.number(choice.count)}</span>
        </label>
      ))}
      {(rest > 0 || all) && (
        <Button kind="quiet" size="small" onPress={() => setAll(!all)}>
          {all ? t("wh.facet.less") : t("wh.facet.more", { count: rest })}
        </Button>
      )}
    </fieldset>
  );
}
