import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { AREAS, type Area, type AreaKey } from "./areas.ts";
import { type Formatters, formattersFor, type Locale } from "./format.ts";
import { formatMessage, type MessageParams, type MessagePart, parseMessage } from "./message.ts";
import vi from "./vi.json";

/** Every message key; the Vietnamese files are the source of truth. */
export type MessageKey = keyof typeof vi | AreaKey;

/** Writes a message: `t('table.rows', { count: 12 })`. */
export type Translate = (key: MessageKey, params?: MessageParams) => string;

type I18n = { locale: Locale; t: Translate; format: Formatters; setLocale: (locale: Locale) => void };

const STORAGE_KEY = "dothi.locale";
/** All messages fetched so far. */
const loaded: Record<Locale, Record<string, string>> = { vi: { ...vi }, en: {} };
/** What is in `loaded`: `area.locale`. */
const present = new Set(["core.vi"]);
const wanted = new Set<Area>();
const parsed = new Map<string, MessagePart[]>();
const I18nContext = createContext<I18n | undefined>(undefined);

/** The language now shown, for code outside React (the fetch client). */
export function currentLocale(): Locale {
  return document.documentElement.lang === "en" ? "en" : "vi";
}

/** Loads the language chosen before; called once, before the first render. Vietnamese needs no request. */
export async function prepareLocale(): Promise<Locale> {
  const locale = currentLocale();
  await loadMessages(locale);
  return locale;
}

/** Gives the tree its language. `initialLocale` must have been prepared. */
export function I18nProvider({ initialLocale, children }: { initialLocale: Locale; children: ReactNode }) {
  const [locale, setShown] = useState(initialLocale);

  const setLocale = useCallback((next: Locale) => {
    void loadMessages(next).then(() => {
      rememberLocale(next);
      setShown(next);
    });
  }, []);

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  const value = useMemo<I18n>(
    () => ({ locale, setLocale, t: translator(locale), format: formattersFor(locale) }),
    [locale, setLocale],
  );
  return <I18nContext value={value}>{children}</I18nContext>;
}

/** The translate function of the shown language. */
export function useT(): Translate {
  return useI18n().t;
}

/** The number, date and order formatters of the shown language. */
export function useFormat(): Formatters {
  return useI18n().format;
}

/** The shown language and how to change it. */
export function useLocale(): Pick<I18n, "locale" | "setLocale"> {
  return useI18n();
}

function useI18n(): I18n {
  const value = useContext(I18nContext);
  if (!value) throw new Error("I18nProvider is missing");
  return value;
}

/** Fetches the messages of an area in the shown language, with the page that needs them. */
export async function loadArea(area: Area): Promise<void> {
  wanted.add(area);
  await loadMessages(currentLocale());
}

/** Everything that is needed so far and not there yet. */
async function loadMessages(locale: Locale): Promise<void> {
  if (locale === "en") await take("core.en", () => import("./en.json"));
  await Promise.all([...wanted].map((area) => take(`${area}.${locale}`, AREAS[area][locale])));
}

async function take(name: string, load: () => Promise<{ default: Record<string, string> }>): Promise<void> {
  if (present.has(name)) return;
  Object.assign(loaded[name.endsWith(".en") ? "en" : "vi"], (await load()).default);
  present.add(name);
}

function rememberLocale(locale: Locale): void {
  document.documentElement.lang = locale;
  try {
    localStorage.setItem(STORAGE_KEY, locale);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

function translator(locale: Locale): Translate {
  return (key, params = {}) => {
    const source = loaded[locale][key] ?? loaded.vi[key] ?? key;
    const parts = parsed.get(source) ?? parseMessage(source);
    parsed.set(source, parts);
    return formatMessage(parts, params, locale);
  };
}
