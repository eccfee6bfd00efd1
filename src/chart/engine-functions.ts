import { TemplateFunc } from "../gotemplate/template-func.ts";
import type { TemplateSet } from "../gotemplate/template-set.ts";
import { quote } from "../gotemplate/text/quote.ts";
import { GoFunc, GoMap, type Value } from "../gotemplate/value.ts";
import { marked } from "./exec-error.ts";

/** `lookup`: an object or a list as the cluster has it; an empty map stands for nothing found. */
export type Lookup = (apiVersion: string, kind: string, namespace: string, name: string) => Value;

/** Without a cluster nothing is found. */
export const offlineLookup: Lookup = () => new GoMap();

/** `include` calls itself by one name at most this often before Helm breaks off. */
const maxNesting = 1000;

/** The functions that Helm's engine adds to those of its library (pkg/engine/engine.go); `include` and `tpl` see `set`. */
export function engineFunctions(set: () => TemplateSet, lookup: Lookup): Map<string, GoFunc> {
  const nesting = new Map<string, number>();
  return new Map([
    ...templateFunctions(set, nesting),
    ["required", new GoFunc(["string", "interface {}"], required)],
    ["fail", new GoFunc(["string"], fail)],
    ["lookup", new GoFunc(["string", "string", "string", "string"], lookupFunction(lookup))],
  ]);
}

function templateFunctions(set: () => TemplateSet, nesting: Map<string, number>): [string, GoFunc][] {
  const include = new TemplateFunc(["string", "interface {}"], (name = null, data = null) => {
    const key = String(name);
    const depth = nesting.get(key) ?? 0;
    if (depth > maxNesting)
      throw new Error(`rendering template has a nested reference name: ${key}: unable to execute template`);
    const template = set().require(key);
    nesting.set(key, depth + 1);
    const leave = <T>(result: T): T => {
      nesting.set(key, (nesting.get(key) ?? 1) - 1);
      return result;
    };
    return { set: set(), template, data, finish: leave, fail: leave };
  });
  const tpl = new TemplateFunc(["string", "interface {}"], (text = null, data = null) => {
    const source = String(text);
    const inner: TemplateSet = set().clone(new Map(templateFunctions(() => inner, nesting)));
    return {
      set: inner,
      template: parseTpl(inner, source),
      data,
      finish: (output) => output.replaceAll("<no value>", ""),
      fail: (error) => wrapped(`error during tpl function execution for ${quote(source)}`, error),
    };
  });
  return [
    ["include", include],
    ["tpl", tpl],
  ];
}

function parseTpl(set: TemplateSet, source: string): ReturnType<TemplateSet["parse"]> {
  try {
    return set.parse(set.name, source);
  } catch (error) {
    throw error instanceof Error ? wrapped(`cannot parse template ${quote(source)}`, error) : error;
  }
}

const wrapped = (prefix: string, cause: Error): Error => new Error(`${prefix}: ${cause.message}`, { cause });

function required(warning: Value = null, value: Value = null): Value {
  if (value === null || value === "") throw marked(String(warning));
  return value;
}

function fail(message: Value = null): Value {
  throw marked(String(message));
}

const lookupFunction =
  (lookup: Lookup) =>
  (...args: Value[]): Value => {
    const [apiVersion = "", kind = "", namespace = "", name = ""] = args.map(String);
    return lookup(apiVersion, kind, namespace, name);
  };
