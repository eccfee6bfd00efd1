import { hookEvents } from "../../chart/hook-events.ts";
import { builtInResources } from "../../cluster/api/resources.ts";
import { nearestWord } from "../../util/nearest-word.ts";
import type { HookPattern, ObjectPattern } from "./claim.ts";
import { SentenceError, type WordReader } from "./word-reader.ts";

const kinds = builtInResources.map(({ kind }) => kind);
const kindOf = new Map(builtInResources.flatMap(({ kind, plural }) => [[plural, kind] as const]));

/** `Job/migrate`, `Pod/web-*`, `Deployment/staging/web`. @throws SentenceError */
export function objectPattern(words: WordReader): ObjectPattern {
  const word = words.take("an object such as Job/migrate");
  const parts = word.text.split("/");
  const [kind = "", second = "", third] = parts;
  if (parts.length < 2 || parts.length > 3 || parts.includes(""))
    throw words.unexpected(word, "an object such as Job/migrate", []);
  if (!kinds.includes(kind)) {
    const near = kindOf.get(kind.toLowerCase()) ?? nearestWord(kind, kinds);
    if (near !== undefined || !/^[A-Z*?]/.test(kind))
      throw new SentenceError(
        `"${kind}" is no kind.`,
        word.start,
        word.start + kind.length,
        near === undefined ? "Kinds are written as in manifests: Deployment." : `Did you mean "${near}"?`,
      );
  }
  return third === undefined
    ? { kind, namespace: "", name: second }
    : { kind, namespace: second, name: third };
}

/** Whether the next words begin a hook: `hook Job/a`, `pre-install hook Job/a`. */
export const beginsHook = (words: WordReader): boolean =>
  words.peek() === "hook" || hookEvents.some((event) => event === words.peek());

/** @throws SentenceError */
export function hookPattern(words: WordReader): HookPattern {
  if (words.accept("hook")) return { event: "", object: objectPattern(words) };
  const event = words.oneOf(hookEvents);
  words.oneOf(["hook"]);
  return { event, object: objectPattern(words) };
}

/** Steps count from 1. @throws SentenceError */
export const stepNumber = (words: WordReader): number =>
  words.read("the number of a step, from 1 on", (text) =>
    /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined,
  );

export const wholeNumber = (words: WordReader): number =>
  words.read("a whole number", (text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined));
