import { createBrowserRouter, Navigate } from "react-router";
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
            { index: true, element: <Navigate to="/about" replace /> },
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
