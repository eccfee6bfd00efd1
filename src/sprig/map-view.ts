import { GoMap, type Value } from "../gotemplate/value.ts";

/**
 * A map of a named type (`chartutil.Values`) as it looks once Go has assigned it to a parameter of type
 * `map[string]interface {}`: the same storage, another type, none of the methods. What `set .Values …` returns is one.
 */
export class MapView extends GoMap {
  // Map's own constructor would call `set` before `target` is there, so it gets no entries.
  constructor(
    private readonly target: GoMap,
    goType = "map[string]interface {}",
  ) {
    super(undefined, goType, target.isNil);
  }

  override get size(): number {
    return this.target.size;
  }
  override get(key: string): Value | undefined {
    return this.target.get(key);
  }
  override has(key: string): boolean {
    return this.target.has(key);
  }
  override set(key: string, value: Value): this {
    this.target.set(key, value);
    return this;
  }
  override delete(key: string): boolean {
    return this.target.delete(key);
  }
  override clear(): void {
    this.target.clear();
  }
  override forEach(visit: (value: Value, key: string, map: Map<string, Value>) => void): void {
    this.target.forEach((value, key) => {
      visit(value, key, this);
    });
  }
  override entries(): MapIterator<[string, Value]> {
    return this.target.entries();
  }
  override keys(): MapIterator<string> {
    return this.target.keys();
  }
  override values(): MapIterator<Value> {
    return this.target.values();
  }
  override [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.target.entries();
  }
}
