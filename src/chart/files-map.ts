import { GoFunc, type GoList, GoMap, strings, type Value } from "../gotemplate/value.ts";
import { encodeBase64 } from "../goyaml/base64.ts";
import { toYaml } from "../goyaml/helm-functions.ts";
import { bytesToString } from "../util/byte-string.ts";
import { compareStrings } from "../util/compare-strings.ts";
import type { ChartFile } from "./chart.ts";
import { compileGlob } from "./path-match.ts";
import { baseName } from "./paths.ts";

/** `.Files`: a map from path to bytes with methods of its own (pkg/engine/files.go). */
export class FilesMap extends GoMap {
  constructor(files: Iterable<readonly [string, Uint8Array]>) {
    super(files, "engine.files");
  }

  static of(files: readonly ChartFile[]): FilesMap {
    return new FilesMap(files.map(({ name, data }) => [name, data]));
  }

  override get elemType(): string {
    return "[]uint8";
  }

  override withEntries(entries: Iterable<readonly [string, Value]>): FilesMap {
    return new FilesMap(Array.from(entries, ([name, data]) => [name, data as Uint8Array] as const));
  }

  override method(name: string): GoFunc | undefined {
    switch (name) {
      case "Get":
        return new GoFunc(["string"], (path = null) => bytesToString(this.bytes(path)));
      case "GetBytes":
        return new GoFunc(["string"], (path = null) => this.bytes(path));
      case "Glob":
        return new GoFunc(["string"], (pattern = null) => this.glob(String(pattern)));
      case "Lines":
        return new GoFunc(["string"], (path = null) => this.lines(path));
      case "AsConfig":
        return new GoFunc([], () => this.asYaml(bytesToString));
      case "AsSecrets":
        return new GoFunc([], () => this.asYaml(encodeBase64));
      default:
        return undefined;
    }
  }

  private bytes(path: Value): Uint8Array {
    const data = this.get(String(path));
    return data instanceof Uint8Array ? data : new Uint8Array();
  }

  private glob(pattern: string): FilesMap {
    const matches = compileGlob(pattern);
    return new FilesMap(this.sorted().filter(([path]) => matches(path)));
  }

  private lines(path: Value): GoList {
    if (!this.has(String(path))) return strings([]);
    const text = bytesToString(this.bytes(path));
    // Helm looks at the last byte without asking whether there is one.
    if (text === "") throw new Error("runtime error: index out of range [-1]");
    return strings((text.endsWith("\n") ? text.slice(0, -1) : text).split("\n"));
  }

  private asYaml(text: (data: Uint8Array) => string): string {
    const entries = this.sorted().map(([path, data]) => [baseName(path), text(data)] as const);
    return toYaml(new GoMap(entries, "map[string]string"));
  }

  private sorted(): [string, Uint8Array][] {
    const entries = [...this].flatMap(([path, data]): [string, Uint8Array][] =>
      data instanceof Uint8Array ? [[path, data]] : [],
    );
    return entries.sort(([a], [b]) => compareStrings(a, b));
  }
}
