import { quote } from "../gotemplate/text/quote.ts";
import { GoFunc, GoMap, type Value } from "../gotemplate/value.ts";
import { valueToYaml } from "../goyaml/emit-yaml.ts";
import { MapView } from "../sprig/map-view.ts";
import type { RenderProfile } from "./render-profile.ts";
import { tableAt, valueAt } from "./values-path.ts";

/**
 * A map as chartutil.Values: that type's name and methods on another map's storage, so that what a template sets in
 * one is seen in the other (a subchart's `.Values` and its parent's `.Values.sub`).
 */
export class ValuesMap extends MapView {
  constructor(
    private readonly map: GoMap,
    private readonly profile: Pick<RenderProfile, "valuesPackage">,
  ) {
    super(map, `${profile.valuesPackage}.Values`);
  }

  override get elemType(): string {
    return "interface {}";
  }

  override method(name: string): GoFunc | undefined {
    switch (name) {
      case "AsMap":
        return new GoFunc([], () => this.map);
      case "YAML":
        return new GoFunc([], () => valueToYaml(this.map));
      case "Table":
        return new GoFunc(["string"], (path = null) => this.table(String(path)));
      case "PathValue":
        return new GoFunc(["string"], (path = null) => this.pathValue(String(path)));
      case "Encode":
        return new GoFunc(["io.Writer"], () => null);
      default:
        return undefined;
    }
  }

  override withEntries(entries: Iterable<readonly [string, Value]>): ValuesMap {
    return new ValuesMap(new GoMap(entries, undefined, this.isNil), this.profile);
  }

  private table(path: string): Value {
    const table = tableAt(this.map, path);
    if (table !== undefined) return new ValuesMap(table, this.profile);
    const keys = path.split(".");
    const missing = keys.find((_, i) => tableAt(this.map, keys.slice(0, i + 1).join(".")) === undefined);
    throw new Error(`${quote(missing ?? "")} is not a table`);
  }

  private pathValue(path: string): Value {
    if (path === "") throw new Error("YAML path cannot be empty");
    const value = valueAt(this.map, path);
    if (value === undefined)
      throw new Error(`${quote(path.slice(path.lastIndexOf(".") + 1))} is not a value`);
    return value;
  }
}
