import { Budget } from "../gotemplate/budget.ts";
import { builtins } from "../gotemplate/builtins/builtins.ts";
import { TemplateSet } from "../gotemplate/template-set.ts";
import { type GoFunc, GoMap } from "../gotemplate/value.ts";
import { compareStrings } from "../util/compare-strings.ts";
import { templateError } from "./engine-error.ts";
import { engineFunctions, type Lookup } from "./engine-functions.ts";
import { execErrorText, parseErrorText } from "./exec-error.ts";
import { baseName } from "./paths.ts";
import { collectRenderables, type RenderInput } from "./renderables.ts";
import { ValuesMap } from "./values-map.ts";

/** Makes Helm's function library; `template` tells the name of the template that is being executed. */
export type TemplateFunctions = (template: () => string) => ReadonlyMap<string, GoFunc>;

export interface EngineInput extends RenderInput {
  readonly functions: TemplateFunctions;
  readonly lookup: Lookup;
}

/**
 * The output of every template by its full name, in the order of execution, partials left out (pkg/engine/engine.go).
 * Throws RenderError with Helm's words.
 */
export function renderAll(input: EngineInput): Map<string, string> {
  const { profile } = input;
  const templates = collectRenderables(input).sort((a, b) => executionOrder(a.name, b.name));
  let executing = "";
  const functions = input.functions(() => executing);
  const set: TemplateSet = new TemplateSet({
    name: "gotpl",
    funcs: new Map([...functions, ...engineFunctions(() => set, input.lookup)]),
    goVersion: profile.build.go.replace(/^go/, ""),
    missingKey: "zero",
  });
  for (const { name, text } of templates) {
    try {
      set.parse(name, text);
    } catch (error) {
      throw templateError(error, (message) => parseErrorText(name, message), [
        ...functions.keys(),
        ...builtins.keys(),
      ]);
    }
  }
  const outputs = new Map<string, string>();
  const budget = new Budget();
  for (const { name, dot, basePath } of templates) {
    if (baseName(name).startsWith("_")) continue;
    dot.set(
      "Template",
      new ValuesMap(
        new GoMap([
          ["Name", name],
          ["BasePath", basePath],
        ]),
        profile,
      ),
    );
    executing = name;
    try {
      outputs.set(name, set.execute(name, dot, budget).replaceAll("<no value>", ""));
    } catch (error) {
      throw templateError(error, (_, failed) => execErrorText(name, failed, profile));
    }
  }
  return outputs;
}

/** The deepest first, those of equal depth backwards: what is parsed last may redefine, so shallow and early files win. */
function executionOrder(a: string, b: string): number {
  return b.split("/").length - a.split("/").length || compareStrings(b, a);
}
