import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const SERVER = "http://127.0.0.1:8080";

/** The body font's two subsets are asked for with the page itself, so Vietnamese text does not reflow. */
function preloadFonts(): Plugin {
  return {
    name: "dothi-preload-fonts",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }) {
        const fonts = Object.keys(bundle ?? {}).filter((file) =>
          /inter-(latin|vietnamese)-wght.*\.woff2$/.test(file),
        );
        return fonts.map((file) => ({
          tag: "link",
          attrs: { rel: "preload", as: "font", type: "font/woff2", href: `/${file}`, crossorigin: "" },
          injectTo: "head" as const,
        }));
      },
    },
  };
}

/** Parts of ui/ that the home page never shows; with them its first visit would weigh a tenth more. */
const BEYOND_HOME =
  /web\/src\/ui\/(Card|CheckboxField|contrast|contrast-pairs|DataTable|DescriptionList|Field|FileDrop|KeyFigure|Pagination|ProgressBar|SearchField|SelectField|SourceCitation|Tabs|TextField|TimeLeft|Toolbar|use-ime-value|WhyThisNumber)\./;

/** What the live map and the pages of stations share. */
const CITY =
  /web\/src\/(map\/(?!maplibre)|charts\/[Ss]parkline|pages\/registry\/queries|pages\/telemetry\/(alarm|city-time|CityLine|layers|live-things|LiveMapPage|MapSelection|MapTime|names|NoStations|places|queries|summary)\.)/;

/**
 * Libraries that change rarely keep their own file, so that a new version of Dothi is a small download. The rest of the home
 * page is few files: each costs about 1 kB of headers. A group takes what its modules need along, the earlier group first.
 */
const GROUPS: readonly [name: string, test: (id: string) => boolean][] = [
  ["maplibre", (id) => /node_modules\/maplibre-gl\/(?!.*\.css)/.test(id)],
  ["echarts", (id) => /node_modules\/(echarts|zrender)\//.test(id)],
  [
    "react",
    (id) =>
      /node_modules\/(react|react-dom|scheduler|react-router|cookie|set-cookie-parser|@tanstack)\//.test(id),
  ],
  ["ui", (id) => /web\/src\/(ui|api|shell|i18n)\/(?!en\.json|areas\/)/.test(id) && !BEYOND_HOME.test(id)],
  ["city", (id) => CITY.test(id)],
  ["fields", (id) => BEYOND_HOME.test(id)],
];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), preloadFonts()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: GROUPS.map(([name, test], index) => ({ name, test, priority: GROUPS.length - index })),
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(["/api", "/v1.1", "/openapi.json"].map((path) => [path, { target: SERVER }])),
  },
});
