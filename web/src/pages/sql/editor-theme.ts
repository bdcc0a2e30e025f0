import { EditorView } from "@codemirror/view";

/** Look of the editor in the tokens of the page, which reach into its shadow root. */
export const editorTheme = EditorView.theme({
  "&": {
    height: "100%",
    color: "var(--ink)",
    backgroundColor: "var(--surface)",
    fontSize: "0.9375rem",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.6", overflow: "auto" },
  ".cm-content": { padding: "0.5rem 0", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": {
    backgroundColor: "var(--surface)",
    color: "var(--ink-2)",
    border: "0",
    borderInlineEnd: "1px solid var(--line)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter": { backgroundColor: "var(--sunken)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "var(--brand-soft)",
  },
  ".cm-placeholder": { color: "var(--ink-2)" },
  ".cm-keyword": { color: "var(--brand)", fontWeight: "600" },
  ".cm-value": { color: "var(--info)" },
  ".cm-text": { color: "var(--accent)" },
  ".cm-comment": { color: "var(--ink-2)", fontStyle: "italic" },
  ".cm-problem": { textDecoration: "underline wavy var(--bad) 2px", textUnderlineOffset: "0.25em" },
  ".cm-tooltip": {
    border: "1px solid var(--edge)",
    borderRadius: "4px",
    backgroundColor: "var(--raised)",
    color: "var(--ink)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-mono)", maxHeight: "16rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.3rem 0.5rem", lineHeight: "1.4" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--brand-soft)",
    color: "var(--ink)",
  },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionDetail": { color: "var(--ink-2)", fontFamily: "var(--font)", fontStyle: "normal" },
});
