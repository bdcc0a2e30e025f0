import { useMemo } from "react";
import { Link as RouterLink } from "react-router";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { Skeleton } from "../../ui/LoadingState.tsx";
import { useBoundaries } from "./queries.ts";
import styles from "./registry.module.css";
import { drawWards } from "./ward-drawing.ts";

const WIDTH = 360;
const HEIGHT = 300;

/** A small drawing of wards among their neighbours, without a map library. `former`: the units drawn came after the one shown. */
export function WardMap({ codes, former }: { codes: readonly string[]; former: boolean }) {
  const t = useT();
  const { locale } = useLocale();
  const boundaries = useBoundaries().data;
  const key = codes.join(" ");
  const drawing = useMemo(
    () => boundaries && drawWards(boundaries, key.split(" "), { width: WIDTH, height: HEIGHT }),
    [boundaries, key],
  );
  return (
    <Card
      title={t("wardMap.title")}
      note={t(former ? "wardMap.former" : "wardMap.note")}
      foot={boundaries && <span>{halfOf(boundaries.credit, locale)}</span>}
    >
      {!boundaries && <Skeleton block />}
      {drawing && (
        // biome-ignore lint/a11y/noSvgWithoutTitle: it is a group of links, each with a name of its own.
        <svg className={styles.wardMap} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
          {drawing.map((ward) => (
            <RouterLink key={ward.code} to={`/don-vi/${ward.code}`} aria-label={ward.name}>
              <path d={ward.path} className={styles.ward} data-on={ward.on} fillRule="evenodd">
                <title>{ward.name}</title>
              </path>
            </RouterLink>
          ))}
          {drawing.map((ward) => (
            // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a text of a drawing takes no focus; the link has the name.
            <text
              key={ward.code}
              x={ward.label[0]}
              y={ward.label[1]}
              className={styles.wardName}
              data-on={ward.on}
              aria-hidden="true"
            >
              {ward.short}
            </text>
          ))}
        </svg>
      )}
      {boundaries && !drawing && <p className={styles.quiet}>{t("wardMap.none")}</p>}
      {drawing && boundaries?.schematic && (
        <Badge tone="warn" icon="map">
          {t("map.schematic")}
        </Badge>
      )}
    </Card>
  );
}

/** The language's half of a text written "tiếng Việt / English". */
function halfOf(text: string, locale: "vi" | "en"): string {
  const [vi = "", en] = text.split(" / ");
  return locale === "en" && en ? en : vi;
}
