import type { ReactNode } from "react";
import { type MessageKey, useT } from "../../i18n/i18n.tsx";
import styles from "./GalleryPage.module.css";

/** The chapters of the style guide, in order. */
export const SECTIONS = [
  "colour",
  "type",
  "icons",
  "actions",
  "fields",
  "status",
  "numbers",
  "tables",
  "charts",
  "map",
  "states",
] as const;

/** One chapter's id. */
export type SectionId = (typeof SECTIONS)[number];

/** One chapter: a heading that can be linked to, a line on how to use it, and the samples. */
export function Section({ id, children }: { id: SectionId; children: ReactNode }) {
  const t = useT();
  return (
    <section className={styles.section} id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t(sectionKey(id))}</h2>
      <p>{t(`gallery.${id}.use`)}</p>
      {children}
    </section>
  );
}

/** Message key of a chapter's title. */
export function sectionKey(id: SectionId): MessageKey {
  return `gallery.${id}`;
}
