/**
 * The SQL editor on CodeMirror. This file is imported lazily, by the SQL page alone. The editor lives in a shadow root:
 * there CodeMirror adopts constructed style sheets, which a strict Content-Security-Policy allows, instead of writing a
 * style element into the page, which it refuses.
 */
import { autocompletion, type CompletionContext, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { PostgreSQL, sql } from "@codemirror/lang-sql";
import { syntaxTree } from "@codemirror/language";
import { Compartment, EditorState, Prec, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  placeholder,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import type { Proposals } from "./completion.ts";
import { editorTheme } from "./editor-theme.ts";

/** What the editor needs of the page. `proposals` is asked at every completion. */
export type EditorOptions = {
  host: HTMLElement;
  text: string;
  label: string;
  described: string;
  hint: string;
  onChange: (text: string) => void;
  onRun: () => void;
  proposals: (place: { text: string; position: number; asked: boolean }) => Proposals | null;
};

/** A running editor. */
export type SqlEditor = {
  setText: (text: string) => void;
  insert: (text: string) => void;
  /** Underlines the word at a position; null takes the line away. */
  markProblem: (position: number | null) => void;
  describe: (label: string, described: string, hint: string) => void;
  focus: () => void;
  destroy: () => void;
};

const setProblem = StateEffect.define<number | null>();

/** Starts the editor in an element without a shadow root of its own. */
export function startEditor(options: EditorOptions): SqlEditor {
  const root = options.host.shadowRoot ?? options.host.attachShadow({ mode: "open" });
  const words = new Compartment();
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: options.text, extensions: extensionsOf(options, words) }),
  });
  return {
    setText: (text) => {
      if (text === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    insert: (text) => {
      view.dispatch(view.state.replaceSelection(text));
      view.focus();
    },
    markProblem: (position) => view.dispatch({ effects: setProblem.of(position) }),
    describe: (label, described, hint) =>
      view.dispatch({ effects: words.reconfigure(wordsOf({ label, described, hint })) }),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

function extensionsOf(options: EditorOptions, words: Compartment) {
  const run = () => {
    options.onRun();
    return true;
  };
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    EditorView.lineWrapping,
    sql({ dialect: PostgreSQL }),
    colours,
    problemField,
    editorTheme,
    autocompletion({ override: [(context) => complete(context, options)], icons: false }),
    Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
    keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
    words.of(wordsOf(options)),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
    }),
  ];
}

function wordsOf({ label, described, hint }: Pick<EditorOptions, "label" | "described" | "hint">) {
  return [
    EditorView.contentAttributes.of({ "aria-label": label, "aria-description": described }),
    placeholder(hint),
  ];
}

function complete(context: CompletionContext, options: EditorOptions) {
  const found = options.proposals({
    text: context.state.doc.toString(),
    position: context.pos,
    asked: context.explicit,
  });
  if (!found) return null;
  return {
    from: found.from,
    validFor: /^[\p{L}\p{N}_]*$/u,
    options: found.options.map(({ label, detail, apply, kind, boost }) => ({
      label,
      detail,
      apply,
      type: kind,
      boost,
    })),
  };
}

const problemMark = Decoration.mark({ class: "cm-problem" });

const problemField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, transaction) => {
    for (const effect of transaction.effects) {
      if (effect.is(setProblem)) return problemAt(transaction.state, effect.value);
    }
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The word at a position; at the end of the text the last letter. */
function problemAt(state: EditorState, position: number | null): DecorationSet {
  const { length } = state.doc;
  if (position === null || length === 0) return Decoration.none;
  const place = Math.max(0, Math.min(position, length - 1));
  const word = state.wordAt(place);
  const from = word?.from ?? place;
  return Decoration.set([problemMark.range(from, Math.max(word?.to ?? from + 1, from + 1))]);
}

const TOKENS: Readonly<Record<string, Decoration>> = {
  Keyword: Decoration.mark({ class: "cm-keyword" }),
  Type: Decoration.mark({ class: "cm-keyword" }),
  Bool: Decoration.mark({ class: "cm-value" }),
  Null: Decoration.mark({ class: "cm-value" }),
  Number: Decoration.mark({ class: "cm-value" }),
  String: Decoration.mark({ class: "cm-text" }),
  LineComment: Decoration.mark({ class: "cm-comment" }),
  BlockComment: Decoration.mark({ class: "cm-comment" }),
};

/** Colours of words in sight, as classes that the theme knows. */
const colours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = colour(view);
    }
    update(update: ViewUpdate) {
      const grown = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || grown) this.decorations = colour(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function colour(view: EditorView): DecorationSet {
  const marks = view.visibleRanges.flatMap(({ from, to }) => {
    const found: { from: number; to: number; value: Decoration }[] = [];
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        const value = TOKENS[node.name];
        if (value && node.to > node.from) found.push({ from: node.from, to: node.to, value });
      },
    });
    return found;
  });
  return Decoration.set(marks, true);
}
