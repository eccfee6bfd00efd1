import type { RegexLoader } from "../sprig/regex/go-regexp.ts";

// A bundler follows only a literal `require("…")`, and evaluates the module at that call; modules on their own have no
// `require` and make one.
const isBundled = typeof require === "function";

/** Modules that few charts need, loaded in the middle of a render at their first use. */
export const loadRegex: RegexLoader = () =>
  isBundled
    ? require("re2js")
    : process.getBuiltinModule("node:module").createRequire(import.meta.url)("re2js");
