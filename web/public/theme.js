/* Runs before the first paint, so that a stored theme, density or language never flashes. */
try {
  const root = document.documentElement;
  const theme = localStorage.getItem("dothi.theme");
  const locale = localStorage.getItem("dothi.locale");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (locale === "en") root.lang = "en";
} catch {
  /* Storage may be forbidden; the system theme and Vietnamese are then used. */
}
