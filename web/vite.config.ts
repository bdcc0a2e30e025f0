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

/** Libraries that change rarely keep their own file, so that a new version of Dothi is a small download. */
function chunkOf(id: string): string | undefined {
  if (/node_modules\/maplibre-gl\/(?!.*\.css)/.test(id)) return "maplibre";
  if (/node_modules\/(echarts|zrender)\//.test(id)) return "echarts";
  if (
    /node_modules\/(react|react-dom|scheduler|react-router|cookie|set-cookie-parser|@tanstack)\//.test(id)
  ) {
    return "react";
  }
  if (/web\/src\/ui\//.test(id)) return "ui";
  return undefined;
}

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
      output: { codeSplitting: { groups: [{ name: (id) => chunkOf(id) ?? null, debugName: "libraries" }] } },
    },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(["/api", "/v1.1", "/openapi.json"].map((path) => [path, { target: SERVER }])),
  },
});
