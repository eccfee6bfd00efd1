import { limit } from "../gotemplate/budget.ts";
import { GoList, strings, type Value } from "../gotemplate/value.ts";
import { CallError } from "./call-error.ts";
import { type FunctionTable, goFunc } from "./go-func.ts";
import { GoRegexp, mustCompileMessage, type RegexLoader, type RegexRules } from "./regex/go-regexp.ts";
import { grownCapacity, withCapacity } from "./slice-memory.ts";

/** Charts use few patterns, and those again and again. */
const CACHE_SIZE = 500;
const LONGEST_PATTERN = 100_000;

/** sprig's regex.go. */
export function regexFunctions(load: RegexLoader, rules: RegexRules): FunctionTable {
  const cache = new Map<string, GoRegexp>();
  const compile = (source: string): GoRegexp => {
    let regexp = cache.get(source);
    if (regexp === undefined) {
      if (source.length > LONGEST_PATTERN) throw limit("compiles a regular expression that is too long");
      regexp = GoRegexp.compile(source, load, rules);
      if (cache.size >= CACHE_SIZE) cache.clear();
      cache.set(source, regexp);
    }
    return regexp;
  };
  const mustCompile = (source: string): GoRegexp =>
    recover(
      () => compile(source),
      (message) => {
        throw new CallError(mustCompileMessage(source, message));
      },
    );
  const family = (get: (source: string) => GoRegexp, name: (base: string) => string): FunctionTable => ({
    [name("regexFind")]: goFunc(["string", "string"], (regex, text) => get(regex).find(text)),
    [name("regexFindAll")]: goFunc(["string", "string", "int"], (regex, text, count) =>
      stringList(get(regex).findAll(text, count), FOUND_AT_FIRST),
    ),
    [name("regexReplaceAll")]: goFunc(["string", "string", "string"], (regex, text, template) =>
      get(regex).replaceAll(text, template),
    ),
    [name("regexReplaceAllLiteral")]: goFunc(["string", "string", "string"], (regex, text, replacement) =>
      get(regex).replaceAllLiteral(text, replacement),
    ),
    [name("regexSplit")]: goFunc(["string", "string", "int"], (regex, text, count) =>
      stringList(get(regex).split(text, count)),
    ),
  });
  return {
    regexMatch: goFunc(["string", "string"], (regex, text) =>
      recover(
        () => compile(regex).test(text),
        () => false,
      ),
    ),
    mustRegexMatch: goFunc(["string", "string"], (regex, text) => compile(regex).test(text)),
    ...family(mustCompile, (base) => base),
    ...family(compile, (base) => `must${base.charAt(0).toUpperCase()}${base.slice(1)}`),
    regexQuoteMeta: goFunc(["string"], (text) => text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&")),
  };
}

/** Go makes room for so many matches to begin with. */
const FOUND_AT_FIRST = 10;

/** A slice that began with some room and grew from there; without any, it has just what it needs. */
function stringList(items: string[] | undefined, room = 0): Value {
  if (items === undefined) return new GoList([], "[]string", true);
  let capacity = room || items.length;
  while (capacity < items.length) capacity = grownCapacity(capacity, capacity + 1, "string");
  return withCapacity(strings(items), capacity);
}

function recover<T>(attempt: () => T, otherwise: (message: string) => T): T {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof CallError) return otherwise(error.message);
    throw error;
  }
}
