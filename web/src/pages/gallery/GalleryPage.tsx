import { useState } from "react";
import { useT } from "../../i18n/i18n.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { SimulatedMark } from "../../ui/SimulatedMark.tsx";
import { ActionsSection } from "./ActionsSection.tsx";
import { ChartsSection } from "./ChartsSection.tsx";
import { FieldsSection } from "./FieldsSection.tsx";
import { FoundationsSections } from "./FoundationsSections.tsx";
import styles from "./GalleryPage.module.css";
import { MapSection } from "./MapSection.tsx";
import { NumbersSection } from "./NumbersSection.tsx";
import { SECTIONS, sectionKey } from "./Section.tsx";
import { StatesSection } from "./StatesSection.tsx";
import { StatusSection } from "./StatusSection.tsx";
import { TablesSection } from "./TablesSection.tsx";

/** The living style guide: every component in every state, with invented but believable content. */
export function GalleryPage() {
  const t = useT();
  const [density, setDensity] = useState<"comfortable" | "compact">("comfortable");
  return (
    <>
      <PageHeader
        title={t("nav.design")}
        lead={t("gallery.lead")}
        marks={<SimulatedMark />}
        trail={[{ label: t("nav.about"), to: "/about" }]}
        actions={
          <SegmentedControl
            label={t("gallery.density")}
            value={density}
            options={[
              { value: "comfortable", label: t("gallery.comfortable") },
              { value: "compact", label: t("gallery.compact") },
            ]}
            onChange={setDensity}
          />
        }
      />
      <div className={styles.page} data-density={density}>
        <nav aria-label={t("gallery.contents")} className={styles.contents}>
          {SECTIONS.map((id) => (
            <a key={id} href={`#${id}`}>
              {t(sectionKey(id))}
            </a>
          ))}
        </nav>
        <FoundationsSections />
        <ActionsSection />
        <FieldsSection />
        <StatusSection />
        <NumbersSection />
        <TablesSection />
        <ChartsSection />
        <MapSection />
        <StatesSection />
      </div>
    </>
  );
}
