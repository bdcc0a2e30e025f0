import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { createQueryClient } from "./api/query-client.ts";
import { I18nProvider, prepareLocale } from "./i18n/i18n.tsx";
import { createRouter } from "./routes.tsx";
import "./ui/fonts.css";
import "./ui/tokens.css";
import "./ui/base.css";

const root = document.getElementById("root");
if (root) {
  const locale = await prepareLocale();
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <I18nProvider initialLocale={locale}>
          <RouterProvider router={createRouter()} />
        </I18nProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
