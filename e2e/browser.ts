/** A real Chromium, and what every journey asks of a page. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

const flags = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
}

export interface Visit {
  readonly page: Page;
  /** Errors of the console and refused requests so far; a journey ends with none. */
  readonly troubles: string[];
}

export async function visit(
  browser: Browser,
  options: { width: number; height: number; language?: "vi" | "en"; dark?: boolean },
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: options.width, height: options.height },
    locale: options.language === "en" ? "en-GB" : "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    colorScheme: options.dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(String(error)));
  return { page, troubles };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** axe-core finds nothing on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  // A page is fetched when it is first visited; until then there is only the shell.
  await page.locator("h1").first().waitFor();
  const already = await page.evaluate("typeof axe !== 'undefined'");
  if (!already) await page.evaluate(axeSource);
  const violations = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | ')))",
  )) as string[];
  expect(violations).toEqual([]);
}

/** No sideways scrolling. */
export async function expectFits(page: Page): Promise<void> {
  const overflow = (await page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  )) as number;
  expect(overflow).toBeLessThanOrEqual(0);
}
