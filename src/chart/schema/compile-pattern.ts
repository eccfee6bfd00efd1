import { GoRegexp, type RegexLoader, type RegexRules } from "../../sprig/regex/go-regexp.ts";

export interface Pattern {
  test(text: string): boolean;
}

/** Compiles a Go regular expression; throws with Go's words. */
export type CompilePattern = (source: string) => Pattern;

/**
 * A row of characters and classes, each at most repeated, between optional anchors: JavaScript means the same by it and
 * takes no more time than a small power of the text's length.
 */
const simple =
  /^\^?(?:(?:[A-Za-z0-9_\-/:=@,#%&~ ]|\\[.\-/+*?$^]|\\d|\[\^?(?:[A-Za-z0-9_/:=@,#%&~ .+*](?:-[A-Za-z0-9])?)+-?\])(?:[+*?]|\{[0-9]{1,3}(?:,[0-9]{0,3})?\})?){0,12}\$?$/;

/** Compiled patterns are kept: a schema is asked about the same ones again and again. */
export function patternCompiler(load: RegexLoader, rules: RegexRules): CompilePattern {
  const compiled = new Map<string, Pattern>();
  return (source) => {
    const known = compiled.get(source);
    if (known !== undefined) return known;
    const pattern = simple.test(source) ? new RegExp(source, "u") : GoRegexp.compile(source, load, rules);
    compiled.set(source, pattern);
    return pattern;
  };
}
