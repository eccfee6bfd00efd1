import { AliasGuard } from "./alias-guard.ts";
import { decodeBase64 } from "./base64.ts";
import { findUnsupportedKey, goLiterals, goSyntax } from "./go-literals.ts";
import { innermostKey } from "./innermost-key.ts";
import { valueToJson } from "./json-encode.ts";
import { jsonValues } from "./json-values.ts";
import type { LineTable } from "./line-table.ts";
import type {
  YamlAlias,
  YamlDocument,
  YamlEntry,
  YamlMapping,
  YamlNode,
  YamlScalar,
  YamlSequence,
} from "./node.ts";
import { type Resolved, resolveScalar } from "./resolve-scalar.ts";
import { YamlError } from "./yaml-error.ts";

/** What decoded values are made of. */
export interface Maker<T> {
  map(): T;
  list(): T;
  scalar(value: Resolved): T;
  /** The name of a key; undefined if it cannot be one. */
  key(value: Resolved): string | undefined;
  /** Whether infinities and NaN are refused, as JSON has none. */
  readonly finite: boolean;
  set(map: T, key: string, value: T): void;
  push(list: T, value: T): void;
}

/** A collection whose content goes into `into`; where `<<` merges them, several share one. */
interface Frame<T> {
  readonly node: YamlMapping | YamlSequence;
  readonly into: T;
  /** `merge`: the mappings of a list behind `<<`, last one first, so that earlier ones win. */
  readonly mode: "content" | "merge";
  readonly alias: YamlAlias | undefined;
  readonly depth: number;
  next: number;
}

/** encoding/json's bound on values in each other. */
const MAX_DEPTH = 10_000;

/** Beyond so many keys in keys, the innermost one is looked for. */
const MAX_KEY_DEPTH = 100;

const RAW_BYTE = /[\ud800-\udfff]/gu;

const BINARY = "tag:yaml.org,2002:binary";
const MERGE = "tag:yaml.org,2002:merge";

/**
 * Makes values of a tree as go-yaml v2 and sigs.k8s.io/yaml do: anchors, `<<`, tags, keys that become strings.
 * Throws YamlError where they refuse, aliases that multiply beyond go-yaml's measure among it.
 */
export function decode<T>({ root, lines }: YamlDocument, maker: Maker<T>): T {
  return root === undefined
    ? maker.scalar({ kind: "null", value: null })
    : new Decoder(lines, maker).decode(root);
}

class Decoder<T> {
  private readonly frames: Frame<T>[] = [];
  /** What JSON may refuse once everything is decoded, unless a later key has replaced it. */
  private badKey: YamlNode | undefined;
  private notFinite: YamlNode | undefined;
  private tooDeep: YamlNode | undefined;

  constructor(
    private readonly lines: LineTable,
    private readonly maker: Maker<T>,
    private readonly aliases = new AliasGuard(),
    /** How many keys that are collections this is in. */
    private readonly keyDepth = 0,
  ) {}

  decode(root: YamlNode): T {
    const value = this.value(root, 1);
    for (let frame = this.frames.at(-1); frame !== undefined; frame = this.frames.at(-1)) this.step(frame);
    const problem = this.keyProblem(root) ?? this.numberProblem(root);
    if (problem !== undefined) throw problem;
    if (this.tooDeep !== undefined) {
      const opening = this.tooDeep.kind === "mapping" ? "{" : "[";
      throw this.error("json-too-deep", `invalid character '${opening}' exceeded max depth`, this.tooDeep);
    }
    return value;
  }

  /** Decodes the next child of a collection, or leaves it at its end. */
  private step(frame: Frame<T>): void {
    const { node, into, mode, depth } = frame;
    if (node.kind === "mapping") {
      const entry = node.entries[frame.next++];
      if (entry === undefined) this.leave(frame);
      else if (isMergeKey(entry.key)) this.mergeValue(entry.value, into, depth);
      else this.entry(entry, into, depth);
      return;
    }
    const item = node.items[mode === "merge" ? --frame.next : frame.next++];
    if (item === undefined) this.leave(frame);
    else if (mode === "merge") this.merge(item, into, depth);
    else this.maker.push(into, this.value(item, depth + 1));
  }

  private entry({ key, value }: YamlEntry, into: T, depth: number): void {
    const found = this.key(key);
    const name = this.maker.key(found);
    const made = this.value(value, depth + 1);
    if (name !== undefined) this.maker.set(into, name, made);
    else this.badKey ??= key;
  }

  private leave({ alias }: Frame<T>): void {
    this.frames.pop();
    if (alias !== undefined) this.aliases.leave(alias);
  }

  private value(node: YamlNode, depth: number): T {
    const target = this.enter(node);
    if (target.kind === "scalar") {
      if (node.kind === "alias") this.aliases.leave(node);
      const found = this.resolve(target);
      if (found.kind === "float" && !Number.isFinite(found.value)) this.notFinite ??= node;
      return this.maker.scalar(found);
    }
    if (depth > MAX_DEPTH) this.tooDeep ??= node;
    const into = target.kind === "mapping" ? this.maker.map() : this.maker.list();
    this.open(target, into, depth, node);
    return into;
  }

  private open(target: YamlMapping | YamlSequence, into: T, depth: number, node: YamlNode): void {
    const alias = node.kind === "alias" ? node : undefined;
    this.frames.push({ node: target, into, mode: "content", alias, depth, next: 0 });
  }

  /** Counts a node, and what it stands for if it is an alias, which is active from then on. */
  private enter(node: YamlNode): YamlScalar | YamlMapping | YamlSequence {
    this.count(node);
    if (node.kind !== "alias") return node;
    if (this.aliases.isActive(node))
      throw this.error("yaml-recursive-anchor", `yaml: anchor '${node.name}' value contains itself`, node);
    this.aliases.enter(node);
    this.count(node);
    return node.target;
  }

  private count(node: YamlNode): void {
    if (!this.aliases.count())
      throw this.error("yaml-excessive-aliasing", "yaml: document contains excessive aliasing", node);
  }

  private key(node: YamlNode): Resolved {
    const target = this.enter(node);
    if (target.kind !== "scalar") throw this.invalidKey(node, target);
    if (node.kind === "alias") this.aliases.leave(node);
    return this.resolve(target);
  }

  /** What is wrong with a key that is a collection: what is in it, or else that it is one. */
  private invalidKey(node: YamlNode, target: YamlMapping | YamlSequence): YamlError {
    const depth = this.keyDepth + 1;
    const key = depth < MAX_KEY_DEPTH ? target : innermostKey(target);
    const literal = goSyntax(new Decoder(this.lines, goLiterals, this.aliases, depth).decode(key));
    return this.error("yaml-invalid-key", `yaml: invalid map key: ${literal}`, node);
  }

  private mergeValue(node: YamlNode, into: T, depth: number): void {
    if (node.kind !== "sequence") this.merge(node, into, depth);
    else this.frames.push({ node, into, mode: "merge", alias: undefined, depth, next: node.items.length });
  }

  private merge(node: YamlNode, into: T, depth: number): void {
    const kind = node.kind === "alias" ? node.target.kind : node.kind;
    if (kind !== "mapping")
      throw this.error(
        "yaml-invalid-merge",
        "yaml: map merge requires map or sequence of maps as the value",
        node,
      );
    const target = this.enter(node);
    if (target.kind === "mapping") this.open(target, into, depth, node);
  }

  private resolve(node: YamlScalar): Resolved {
    if (node.tag === BINARY) {
      const text = decodeBase64(node.text);
      // On the way through JSON, bytes that are no UTF-8 become replacement characters.
      if (text !== undefined) return { kind: "str", value: text.replace(RAW_BYTE, "\ufffd") };
      throw this.error("yaml-invalid-binary", "yaml: !!binary value contains invalid base64 data", node);
    }
    const found = resolveScalar(node);
    if (typeof found !== "string") return found;
    throw this.error("yaml-wrong-tag", `yaml: ${found}`, node);
  }

  private keyProblem(root: YamlNode): YamlError | undefined {
    if (this.badKey === undefined) return undefined;
    const found = findUnsupportedKey(decode({ root, lines: this.lines }, goLiterals));
    if (found === undefined) return undefined;
    const [type, key] = found.key.startsWith("0x") ? ["uint64", found.key] : ["%!s(<nil>)", "<nil>"];
    const message = `unsupported map key of type: ${type}, key: ${key}, value: ${goSyntax(found.value)}`;
    return this.error("yaml-unsupported-key", message, this.badKey);
  }

  /** encoding/json tells the first infinity or NaN in its own order of keys. */
  private numberProblem(root: YamlNode): YamlError | undefined {
    if (this.notFinite === undefined || !this.maker.finite) return undefined;
    try {
      valueToJson(decode({ root, lines: this.lines }, { ...jsonValues, finite: false }));
      return undefined;
    } catch (error) {
      return this.error(
        "json-not-finite",
        error instanceof Error ? error.message : String(error),
        this.notFinite,
      );
    }
  }

  private error(code: string, message: string, node: YamlNode): YamlError {
    const { line, column } = this.lines.position(node.start);
    return new YamlError(code, message, line, column);
  }
}

/** `<<` without quotes merges the mapping behind it, wherever it stands, over the keys before it. */
function isMergeKey(key: YamlNode): boolean {
  if (key.kind !== "scalar" || key.text !== "<<") return false;
  return key.tag === MERGE || key.tag === "!" || (key.tag === "" && key.style === "plain");
}
