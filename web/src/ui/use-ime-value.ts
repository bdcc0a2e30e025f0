import { type CompositionEvent, type FormEvent, useEffect, useEffectEvent, useRef, useState } from "react";

/**
 * The text of an input that is acted on only when it has settled: never while an input method is composing (Telex and
 * VNI rewrite the syllable at each key), at once at `compositionend`, else after a pause in milliseconds.
 */
export function useImeValue(initial: string, onSettled: (text: string) => void, pauseMs = 250) {
  const [text, setText] = useState(initial);
  const composing = useRef(false);
  const timer = useRef<number>(undefined);
  const settle = useEffectEvent(onSettled);

  useEffect(() => setText(initial), [initial]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const [pending, setPending] = useState<{ text: string; delay: number }>();

  useEffect(() => {
    if (!pending) return;
    timer.current = window.setTimeout(() => settle(pending.text.normalize("NFC")), pending.delay);
    return () => window.clearTimeout(timer.current);
  }, [pending]);

  return {
    text,
    setText,
    inputProps: {
      value: text,
      onCompositionStart: () => {
        composing.current = true;
      },
      onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => {
        composing.current = false;
        setText(event.currentTarget.value);
        setPending({ text: event.currentTarget.value, delay: 0 });
      },
      onInput: (event: FormEvent<HTMLInputElement>) => {
        setText(event.currentTarget.value);
        if (!composing.current) setPending({ text: event.currentTarget.value, delay: pauseMs });
      },
    },
    isComposing: () => composing.current,
  };
}
