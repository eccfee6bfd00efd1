import type { CompilePattern } from "./compile-pattern.ts";
import { type Json, type JsonObject, member } from "./json.ts";
import { type Finding, grouped } from "./santhosh-error.ts";
import type { Located } from "./schema-store.ts";
import type { Unevaluated } from "./unevaluated.ts";

export type DraftVersion = 4 | 6 | 7 | 2019 | 2020;

export interface Outcome {
  readonly finding: Finding | undefined;
  readonly open: Unevaluated;
}

/** Holds a value at a path against a schema; `asked` says that a schema further out wants to know what was not looked at. */
export type Hold = (
  located: Located,
  value: Json,
  path: readonly string[],
  asked: boolean,
  trail: readonly Located[],
) => Outcome;

export const plain = (path: readonly string[], text: string, causes: readonly Finding[] = []): Finding => ({
  path,
  text,
  causes,
});

/** One value being held against one schema, with what is found. */
export class Visit {
  readonly found: Finding[] = [];

  constructor(
    readonly schema: JsonObject,
    readonly base: string,
    readonly draft: DraftVersion,
    readonly path: readonly string[],
    readonly open: Unevaluated,
    /** The references followed to get here without a step into the value. */
    readonly trail: readonly Located[],
    readonly compile: CompilePattern,
    private readonly hold: Hold,
  ) {}

  /** A keyword of the schema. */
  keyword(name: string): Json | undefined {
    return member(this.schema, name);
  }

  tell(text: string, causes: readonly Finding[] = []): void {
    this.found.push(plain(this.path, text, causes));
  }

  /** Tells of a size that is beyond `minItems`, `maxItems` and their like. */
  size(what: "Properties" | "Items" | "Length", size: number): void {
    const least = this.keyword(`min${what}`);
    const most = this.keyword(`max${what}`);
    if (typeof least === "number" && size < least) this.beyond(`min${what}`, size, least);
    if (typeof most === "number" && size > most) this.beyond(`max${what}`, size, most);
  }

  /** Holds a member or an item against a schema; findings are this visit's. */
  below(schema: Json, value: Json, token: string): void {
    this.add(this.apart(schema, value, [...this.path, token]));
  }

  /** Holds the value itself against another schema; findings are this visit's. */
  here(schema: Json, value: Json): void {
    this.add(this.try(schema, value));
  }

  /** The same, with the finding for the caller. */
  try(schema: Json, value: Json): Finding | undefined {
    return this.follow({ schema, base: this.base, url: "" }, value);
  }

  /** Holds the value itself against a schema that stands elsewhere. */
  follow(located: Located, value: Json): Finding | undefined {
    const { finding, open } = this.hold(located, value, this.path, !this.open.isEmpty, this.trail);
    if (finding === undefined) this.open.merge(open);
    return finding;
  }

  /** What is wrong with a value of its own, of which nothing counts here. */
  apart(schema: Json, value: Json, path: readonly string[]): Finding | undefined {
    return this.hold({ schema, base: this.base, url: "" }, value, path, false, []).finding;
  }

  private beyond(keyword: string, size: number, limit: number): void {
    this.tell(`${keyword}: got ${grouped(size)}, want ${grouped(limit)}`);
  }

  private add(finding: Finding | undefined): void {
    if (finding?.role === "group") this.found.push(...finding.causes);
    else if (finding !== undefined) this.found.push(finding);
  }
}
