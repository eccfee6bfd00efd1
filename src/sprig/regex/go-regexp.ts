import type { RE2JS } from "re2js";
import { canBackquote, quote } from "../../gotemplate/text/quote.ts";
import { CallError } from "../call-error.ts";
import { newerClass, withPlainClassNames } from "./class-names.ts";

/** The module that matches, loaded when a template first needs it. */
export type RegexLoader = () => { readonly RE2JS: typeof RE2JS };

/** How patterns are read. */
export interface RegexRules {
  /** Classes of characters may be named by long names, in any case and with blanks and underscores (Go 1.25). */
  readonly looseClassNames: boolean;
}

/** Start and end of a match and of its groups in turn, -1 for a group that took no part. */
type Match = readonly number[];

/**
 * Go's regexp.Regexp with its rules for walking over a text; matching itself is re2js, a port of the same engine.
 * Positions are those of the JS string.
 */
export class GoRegexp {
  private constructor(
    private readonly pattern: RE2JS,
    private readonly source: string,
    private readonly names: ReadonlyMap<string, readonly number[]>,
  ) {}

  /** Throws with the words of regexp.Compile. */
  static compile(source: string, load: RegexLoader, rules: RegexRules): GoRegexp {
    if (/\p{Cs}/u.test(source)) throw new CallError(`error parsing regexp: invalid UTF-8: \`${source}\``);
    const newer = rules.looseClassNames ? undefined : newerClass(source);
    if (newer !== undefined)
      throw new CallError(`error parsing regexp: invalid character class range: \`${newer}\``);
    const engine = load().RE2JS;
    const spellings = [source, withDistinctGroups(source), withPlainBrackets(source)];
    if (rules.looseClassNames) spellings.push(...spellings.map(withPlainClassNames));
    let refusal = "";
    for (const spelling of new Set(spellings)) {
      try {
        const pattern = engine.compile(spelling);
        return new GoRegexp(pattern, source, groupIndexes(pattern.namedGroups()));
      } catch (error) {
        refusal ||= error instanceof Error ? error.message : String(error);
      }
    }
    throw new CallError(asInGo(refusal, source));
  }

  test(text: string): boolean {
    return this.pattern.matcher(text).find();
  }

  find(text: string): string {
    const match = this.matchFrom(text, 0);
    return match === undefined ? "" : text.slice(match[0], match[1]);
  }

  /** FindAllString: at most `count` matches, all if negative; undefined where there is none. */
  findAll(text: string, count: number): string[] | undefined {
    const matches = this.allMatches(text, count);
    return matches.length === 0 ? undefined : matches.map(([start, end]) => text.slice(start, end));
  }

  /** ReplaceAllString: `$1`, `${name}` and `$$` in the template. */
  replaceAll(text: string, template: string): string {
    return this.replace(text, (match) => this.expand(template, text, match));
  }

  replaceAllLiteral(text: string, replacement: string): string {
    return this.replace(text, () => replacement);
  }

  /** Split: at most `count` parts, all if negative; undefined for none at all. */
  split(text: string, count: number): string[] | undefined {
    if (count === 0) return undefined;
    if (this.source !== "" && text === "") return [""];
    const parts: string[] = [];
    let begin = 0;
    let end = 0;
    for (const [start = 0, stop = 0] of this.allMatches(text, count)) {
      if (count > 0 && parts.length === count - 1) break;
      end = start;
      if (stop !== 0) parts.push(text.slice(begin, end));
      begin = stop;
    }
    if (end !== text.length) parts.push(text.slice(begin));
    return parts;
  }

  private matchFrom(text: string, at: number): Match | undefined {
    const matcher = this.pattern.matcher(text);
    if (!matcher.find(at)) return undefined;
    const match: number[] = [];
    for (let group = 0; group <= matcher.groupCount(); group++)
      match.push(matcher.start(group), matcher.end(group));
    return match;
  }

  /** Every match in turn, but no empty one where the match before ended (regexp.go, allMatches). */
  private allMatches(text: string, count: number): Match[] {
    const found: Match[] = [];
    let previousEnd = -1;
    for (let at = 0; at <= text.length && (count < 0 || found.length < count); ) {
      const match = this.matchFrom(text, at);
      if (match === undefined) break;
      const [start = 0, end = 0] = match;
      if (end !== at || start !== previousEnd) found.push(match);
      at = end === at ? at + (runeLength(text, at) || 1) : end;
      previousEnd = end;
    }
    return found;
  }

  /** regexp.go, replaceAll */
  private replace(text: string, replacement: (match: Match) => string): string {
    let out = "";
    let lastEnd = 0;
    for (let at = 0; at <= text.length; ) {
      const match = this.matchFrom(text, at);
      if (match === undefined) break;
      const [start = 0, end = 0] = match;
      out += text.slice(lastEnd, start);
      if (end > lastEnd || start === 0) out += replacement(match);
      lastEnd = end;
      at = Math.max(end, at + (runeLength(text, at) || 1));
    }
    return out + text.slice(lastEnd);
  }

  /** `$$`, `${name}` or `$name`; any other `$` stands for itself. */
  private expand(template: string, text: string, match: Match): string {
    const reference = /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu;
    return template.replace(reference, (_, braced: string | undefined, bare: string | undefined) => {
      const name = braced ?? bare;
      if (name === undefined) return "$";
      const groups = /^(?:0|[1-9]\d{0,8})$/.test(name) ? [Number(name)] : (this.names.get(name) ?? []);
      const group = groups.find((index) => (match[2 * index] ?? -1) >= 0);
      return group === undefined ? "" : text.slice(match[2 * group], match[2 * group + 1]);
    });
  }
}

const DUPLICATE = "_again_";

/** Go lets several groups have one name; here the later ones get another, which `expand` sees through. */
function withDistinctGroups(source: string): string {
  const seen = new Map<string, number>();
  return source.replace(/\(\?(P?)<(\w+)>/g, (_, p: string, name: string) => {
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return `(?${p}<${name}${count === 0 ? "" : `${DUPLICATE}${count}`}>`;
  });
}

/** For re2js a set that ends in `[:` names a class; for Go only if a `:]` follows. */
function withPlainBrackets(source: string): string {
  return source.replace(/(?<!\\)\[:\](?![\s\S]*:\])/g, "\\[:]");
}

/** Refusals that re2js words in another way. */
function asInGo(refusal: string, source: string): string {
  if (refusal.endsWith(": `[:]`")) {
    const rest = source.slice(source.indexOf("[:]"));
    return refusal.replace("[:]", () => rest.slice(0, rest.indexOf(":]", 2) + 2));
  }
  if (refusal.endsWith("trailing backslash at end of expression")) return `${refusal}: \`\``;
  const opened = /\(\?P?<$/.exec(source)?.[0];
  if (opened === undefined || !refusal.endsWith(`invalid named capture: \`${opened}\``)) return refusal;
  return `error parsing regexp: invalid or unsupported Perl syntax: \`${opened.slice(0, 3)}\``;
}

function groupIndexes(named: Readonly<Record<string, number>>): Map<string, number[]> {
  const indexes = new Map<string, number[]>();
  for (const [key, index] of Object.entries(named).sort(([, a], [, b]) => a - b)) {
    const name = key.replace(new RegExp(`${DUPLICATE}\\d+$`), "");
    indexes.set(name, [...(indexes.get(name) ?? []), index]);
  }
  return indexes;
}

function runeLength(text: string, at: number): number {
  const code = text.codePointAt(at);
  return code === undefined ? 0 : code > 0xffff ? 2 : 1;
}

/** What regexp.MustCompile panics with. */
export function mustCompileMessage(source: string, message: string): string {
  return `regexp: Compile(${canBackquote(source) ? `\`${source}\`` : quote(source)}): ${message}`;
}
