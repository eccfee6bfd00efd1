import { Budget } from "../gotemplate/budget.ts";
import { TemplateSet } from "../gotemplate/template-set.ts";
import { GoFunc, GoMap, type Value } from "../gotemplate/value.ts";
import { jsonToValue } from "../goyaml/json-decode.ts";
import { MapView } from "./map-view.ts";

/**
 * Evaluates templates with the given functions as a chart's would be, with some `.Values` and with `.Files` that holds
 * nothing; where the template has a nil value there is no text. Throws TemplateErrors.
 */
export function evaluator(funcs: ReadonlyMap<string, GoFunc>): (template: string) => string {
  return (template) => {
    const set = new TemplateSet({ funcs, goVersion: "1.25", missingKey: "zero" });
    const output = set.execute(set.parse("test", template), dot(), new Budget());
    return output.replaceAll("<no value>", "");
  };
}

/** New for each template: some change what they are given. */
function dot(): Value {
  return new GoMap([
    [
      "Values",
      new NamedMap(new GoMap(Object.entries(VALUES).map(([key, json]) => [key, jsonToValue(json)]))),
    ],
    ["Files", new NoFiles()],
  ]);
}

/** `chartutil.Values`: a map of a type of its own. */
class NamedMap extends MapView {
  constructor(map: GoMap) {
    super(map, "common.Values");
  }

  override get elemType(): string {
    return "interface {}";
  }
}

class NoFiles extends GoMap {
  constructor() {
    super([], "engine.files");
  }

  override method(name: string): GoFunc | undefined {
    return name === "GetBytes" ? new GoFunc(["string"], () => new Uint8Array()) : undefined;
  }
}

/** As JSON, whose numbers are all floating-point ones, as those of values are. */
const VALUES: Readonly<Record<string, string>> = {
  s: '"hello"',
  f: "1.5",
  big: "1000000",
  huge: "12345678901234567890",
  nul: "null",
  list: '["a","b","c"]',
  ints: "[1,2,3]",
  map: '{"z":1,"a":"x","m":{"k":"v"}}',
};
