import type { ComponentType } from "react";
import { createBrowserRouter } from "react-router";
import type { Area } from "./i18n/areas.ts";
import { loadArea } from "./i18n/i18n.tsx";
import { AppShell } from "./shell/AppShell.tsx";
import { RouteError } from "./shell/RouteError.tsx";
import { LoadingState } from "./ui/LoadingState.tsx";

/** Every address of the program. A page is fetched when it is first visited. */
export function createRouter() {
  return createBrowserRouter([
    {
      Component: AppShell,
      HydrateFallback: LoadingState,
      children: [
        {
          ErrorBoundary: RouteError,
          children: [
            {
              index: true,
              lazy: page(async () => (await import("./pages/telemetry/LiveMapPage.tsx")).LiveMapPage),
            },
            {
              path: "tram",
              lazy: page(async () => (await import("./pages/telemetry/StationsPage.tsx")).StationsPage),
            },
            {
              path: "tram/:code",
              lazy: page(async () => (await import("./pages/telemetry/StationPage.tsx")).StationPage),
            },
            {
              path: "so-lieu/tu-choi",
              lazy: page(async () => (await import("./pages/telemetry/RefusalsPage.tsx")).RefusalsPage),
            },
            {
              path: "kho-du-lieu",
              lazy: page(
                async () => (await import("./pages/warehouse/CataloguePage.tsx")).CataloguePage,
                "warehouse",
              ),
            },
            {
              path: "kho-du-lieu/tu-dien",
              lazy: page(
                async () => (await import("./pages/warehouse/TermsPage.tsx")).TermsPage,
                "warehouse",
              ),
            },
            {
              path: "kho-du-lieu/duyet",
              lazy: page(
                async () => (await import("./pages/warehouse/ReviewPage.tsx")).ReviewPage,
                "warehouse",
              ),
            },
            {
              path: "kho-du-lieu/:name",
              lazy: page(
                async () => (await import("./pages/warehouse/DatasetPage.tsx")).DatasetPage,
                "warehouse",
              ),
            },
            {
              path: "nhap-so-lieu",
              lazy: page(async () => (await import("./pages/import/ImportPage.tsx")).ImportPage, "data"),
            },
            {
              path: "nhap-so-lieu/:id",
              lazy: page(
                async () => (await import("./pages/import/ImportRunPage.tsx")).ImportRunPage,
                "data",
              ),
            },
            {
              path: "kho-du-lieu/nap",
              lazy: page(
                async () => (await import("./pages/warehouse-in/LoadPage.tsx")).LoadPage,
                "warehouse-in",
                "data",
              ),
            },
            {
              path: "kho-du-lieu/nap/:loadId",
              lazy: page(
                async () => (await import("./pages/warehouse-in/LoadReportPage.tsx")).LoadReportPage,
                "warehouse-in",
                "data",
              ),
            },
            {
              path: "kho-du-lieu/nguon",
              lazy: page(
                async () => (await import("./pages/warehouse-in/SourcesPage.tsx")).SourcesPage,
                "warehouse-in",
                "data",
              ),
            },
            {
              path: "truy-van",
              lazy: page(
                async () => (await import("./pages/sql/SqlPage.tsx")).SqlPage,
                "sql",
                "warehouse-in",
                "data",
              ),
            },
            {
              path: "thiet-bi",
              lazy: page(async () => (await import("./pages/devices/DevicesPage.tsx")).DevicesPage, "data"),
            },
            {
              path: "tai-khoan",
              lazy: page(
                async () => (await import("./pages/accounts/AccountsPage.tsx")).AccountsPage,
                "data",
              ),
            },
            {
              path: "don-vi",
              lazy: page(async () => (await import("./pages/registry/UnitsPage.tsx")).UnitsPage, "registry"),
            },
            {
              path: "don-vi/:code",
              lazy: page(async () => (await import("./pages/registry/UnitPage.tsx")).UnitPage, "registry"),
            },
            {
              path: "co-quan",
              lazy: page(
                async () => (await import("./pages/registry/AgenciesPage.tsx")).AgenciesPage,
                "registry",
              ),
            },
            {
              path: "ranh-gioi",
              lazy: page(
                async () => (await import("./pages/registry/BoundariesPage.tsx")).BoundariesPage,
                "registry",
              ),
            },
            {
              path: "api-docs",
              lazy: page(async () => (await import("./pages/api/ApiPage.tsx")).ApiPage, "api"),
            },
            {
              path: "login",
              lazy: page(async () => (await import("./pages/identity/LoginPage.tsx")).LoginPage),
            },
            {
              path: "about",
              lazy: page(async () => (await import("./pages/about/AboutPage.tsx")).AboutPage, "about"),
            },
            {
              path: "design",
              lazy: page(
                async () => (await import("./pages/gallery/GalleryPage.tsx")).GalleryPage,
                "gallery",
              ),
            },
            {
              path: "*",
              lazy: page(async () => (await import("./pages/about/NotFoundPage.tsx")).NotFoundPage, "about"),
            },
          ],
        },
      ],
    },
  ]);
}

/** A page with the messages it needs beyond those of the shell, both fetched at once. */
function page(load: () => Promise<ComponentType>, ...areas: Area[]) {
  return async () => {
    const [Component] = await Promise.all([load(), ...areas.map(loadArea)]);
    return { Component };
  };
}
