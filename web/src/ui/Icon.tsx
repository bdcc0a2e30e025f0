import { ICON_PATHS } from "./icon-paths.ts";

/** Names of the icon set. */
export type IconName = keyof typeof ICON_PATHS;

/** One icon of the set. Without `label` it is decoration and hidden from screen readers; `size` is in px (20). */
export function Icon({ name, size = 20, label }: { name: IconName; size?: number; label?: string }) {
  const shared = {
    width: size,
    height: size,
    viewBox: "0 0 24 24",
    fill: "none",
    stroke: "currentColor",
    strokeWidth: 1.75,
    strokeLinecap: "round",
    strokeLinejoin: "round",
  } as const;
  if (!label) {
    return (
      <svg {...shared} aria-hidden="true">
        <path d={ICON_PATHS[name]} />
      </svg>
    );
  }
  return (
    <svg {...shared} role="img" aria-label={label}>
      <title>{label}</title>
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
