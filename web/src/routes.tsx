import { createBrowserRouter } from "react-router";
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
              lazy: async () => ({
                Component: (await import("./pages/telemetry/LiveMapPage.tsx")).LiveMapPage,
              }),
            },
            {
              path: "tram",
              lazy: async () => ({
                Component: (await import("./pages/telemetry/StationsPage.tsx")).StationsPage,
              }),
            },
            {
              path: "tram/:code",
              lazy: async () => ({
                Component: (await import("./pages/telemetry/StationPage.tsx")).StationPage,
              }),
            },
            {
              path: "so-lieu/tu-choi",
              lazy: async () => ({
                Component: (await import("./pages/telemetry/RefusalsPage.tsx")).RefusalsPage,
              }),
            },
            {
              path: "nhap-so-lieu",
              lazy: async () => ({ Component: (await import("./pages/import/ImportPage.tsx")).ImportPage }),
            },
            {
              path: "nhap-so-lieu/:id",
              lazy: async () => ({
                Component: (await import("./pages/import/ImportRunPage.tsx")).ImportRunPage,
              }),
            },
            {
              path: "thiet-bi",
              lazy: async () => ({
                Component: (await import("./pages/devices/DevicesPage.tsx")).DevicesPage,
              }),
            },
            {
              path: "tai-khoan",
              lazy: async () => ({
                Component: (await import("./pages/accounts/AccountsPage.tsx")).AccountsPage,
              }),
            },
            {
              path: "don-vi",
              lazy: async () => ({ Component: (await import("./pages/registry/UnitsPage.tsx")).UnitsPage }),
            },
            {
              path: "don-vi/:code",
              lazy: async () => ({ Component: (await import("./pages/registry/UnitPage.tsx")).UnitPage }),
            },
            {
              path: "co-quan",
              lazy: async () => ({
                Component: (await import("./pages/registry/AgenciesPage.tsx")).AgenciesPage,
              }),
            },
            {
              path: "ranh-gioi",
              lazy: async () => ({
                Component: (await import("./pages/registry/BoundariesPage.tsx")).BoundariesPage,
              }),
            },
            {
              path: "api-docs",
              lazy: async () => ({ Component: (await import("./pages/api/ApiPage.tsx")).ApiPage }),
            },
            {
              path: "login",
              lazy: async () => ({ Component: (await import("./pages/identity/LoginPage.tsx")).LoginPage }),
            },
            {
              path: "about",
              lazy: async () => ({ Component: (await import("./pages/about/AboutPage.tsx")).AboutPage }),
            },
            {
              path: "design",
              lazy: async () => ({
                Component: (await import("./pages/gallery/GalleryPage.tsx")).GalleryPage,
              }),
            },
            {
              path: "*",
              lazy: async () => ({
                Component: (await import("./pages/about/NotFoundPage.tsx")).NotFoundPage,
              }),
            },
          ],
        },
      ],
    },
  ]);
}
