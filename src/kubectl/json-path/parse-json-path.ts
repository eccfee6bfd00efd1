/** A template such as `{.items[*].metadata.name}`: texts and expressions in turn. */
export type PathTemplate = readonly PathNode[];

export type PathNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "expression"; readonly steps: readonly PathStep[] }
  | { readonly kind: "range"; readonly steps: readonly PathStep[]; readonly body: PathTemplate };

export type PathStep =
  | { readonly kind: "field"; readonly name: string }
  /** a word that means nothing */
  | { readonly kind: "identifier"; readonly name: string }
  | { readonly kind: "wildcard" }
  | { readonly kind: "recursive" }
  | { readonly kind: "slice"; readonly start?: number; readonly end?: number; readonly step: number }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "union"; readonly paths: readonly (readonly PathStep[])[] }
  | { readonly kind: "literal"; readonly value: unknown }
  | { readonly kind: "filter"; readonly left: readonly PathStep[]; readonly test?: Comparison };

export interface Comparison {
  readonly operator: "==" | "!=" | "<" | "<=" | ">" | ">=";
  readonly right: readonly PathStep[];
}

/** A JSONPath template that kubectl would refuse; the message is what stands after `error: `. */
export class JsonPathError extends Error {
  override readonly name = "JsonPathError";
}

/**
 * Reads kubectl's dialect of JSONPath (client-go/util/jsonpath/parser.go).
 * @throws JsonPathError
 */
export function parseJsonPath(template: string): PathTemplate {
  const parser = new TemplateParser(template);
  return parser.nodes(false);
}

class TemplateParser {
  private at = 0;

  constructor(private readonly source: string) {}

  /** Everything up to the end, or up to the `{end}` of a range, which may be missing. */
  nodes(inRange: boolean): PathTemplate {
    const nodes: PathNode[] = [];
    for (;;) {
      const open = this.source.indexOf("{", this.at);
      const text = this.source.slice(this.at, open < 0 ? undefined : open);
      if (text !== "") nodes.push({ kind: "text", text });
      if (open < 0) {
        this.at = this.source.length;
        return nodes;
      }
      this.at = closingBrace(this.source, open) + 1;
      const action = this.source.slice(open + 1, this.at - 1).trim();
      if (action === "end" && inRange) return nodes;
      const range = /^range(?=[\s.$@[])/.exec(action);
      if (range === null) nodes.push({ kind: "expression", steps: parsePath(action) });
      else nodes.push({ kind: "range", steps: parsePath(action.slice(5).trim()), body: this.nodes(true) });
    }
  }
}

/** The brace that closes the action; braces inside quotes do not count. */
function closingBrace(source: string, open: number): number {
  let quote = "";
  for (let i = open + 1; i < source.length; i++) {
    const char = source[i] ?? "";
    if (char === "\\") i++;
    else if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === "}") return i;
  }
  throw new JsonPathError("unclosed action");
}

/** The steps of one path: `$.items[0].name`, `@.type`, `"text"`, `3`. */
export function parsePath(source: string): readonly PathStep[] {
  const steps: PathStep[] = [];
  let rest = source.trim();
  const literal = parseLiteral(rest);
  if (literal !== undefined) return [literal];
  while (rest !== "") {
    if (/^[$@]/.test(rest)) rest = rest.slice(1);
    else if (rest.startsWith("[")) {
      const end = closingBracket(rest);
      steps.push(parseBrackets(rest.slice(1, end)));
      rest = rest.slice(end + 1);
    } else if (rest.startsWith("..")) {
      steps.push({ kind: "recursive" });
      rest = rest.slice(rest.startsWith("..[") ? 2 : 1);
    } else {
      const field = /^\.((?:\\.|[^\s.,[\]$@{}\\])+)/.exec(rest);
      if (field !== null) {
        const name = field[1] ?? "";
        steps.push(
          name === "*" ? { kind: "wildcard" } : { kind: "field", name: name.replace(/\\(.)/g, "$1") },
        );
        rest = rest.slice(field[0].length).trimStart();
        continue;
      }
      if (rest === ".") return steps;
      const word = /^[\p{L}\p{N}]+/u.exec(rest)?.[0];
      if (word === undefined) throw new JsonPathError(`unrecognized character in action: ${character(rest)}`);
      steps.push({ kind: "identifier", name: word });
      rest = rest.slice(word.length).trimStart();
    }
  }
  return steps;
}

/** As Go's `%#U` writes it. */
const character = (text: string): string =>
  `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")} '${text[0] ?? ""}'`;

function parseLiteral(text: string): PathStep | undefined {
  const quoted = /^(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)')$/.exec(text);
  if (quoted !== null) return { kind: "literal", value: unquoted(quoted[1] ?? quoted[2] ?? "") };
  if (/^[+-]?(\d+(?:\.\d*)?|\.\d+)$/.test(text)) return { kind: "literal", value: Number(text) };
  if (text === "true" || text === "false") return { kind: "literal", value: text === "true" };
  return undefined;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };
const unquoted = (text: string): string => text.replace(/\\(.)/g, (_, char: string) => escapes[char] ?? char);

function closingBracket(text: string): number {
  let depth = 0;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? "";
    if (char === "\\") i++;
    else if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === "[") depth++;
    else if (char === "]" && --depth === 0) return i;
  }
  throw new JsonPathError("unterminated array");
}

function parseBrackets(source: string): PathStep {
  const text = source.trim();
  if (text === "*") return { kind: "wildcard" };
  const filter = /^\?\((.*)\)$/s.exec(text);
  if (filter !== null) return parseFilter(filter[1] ?? "");
  if (/^-?\d+$/.test(text)) return { kind: "index", index: Number(text) };
  const slice = /^(-?\d*):(-?\d*)(?::(-?\d*))?$/.exec(text);
  if (slice !== null) {
    const [, start = "", end = "", step = ""] = slice;
    return {
      kind: "slice",
      ...(start === "" ? {} : { start: Number(start) }),
      ...(end === "" ? {} : { end: Number(end) }),
      step: step === "" ? 1 : Number(step),
    };
  }
  const name = /^'((?:\\.|[^'\\])*)'$|^"((?:\\.|[^"\\])*)"$/.exec(text);
  if (name !== null) return { kind: "field", name: unquoted(name[1] ?? name[2] ?? "") };
  const parts = text.split(",").map((part) => part.trim());
  if (parts.length < 2) throw new JsonPathError(`invalid array index ${source}`);
  return {
    kind: "union",
    paths: parts.map((part) => (/^['"\d-]/.test(part) ? [parseBrackets(part)] : parsePath(part))),
  };
}

function parseFilter(text: string): PathStep {
  const match = /^(.*?)(==|!=|<=|>=|<|>)(.*)$/s.exec(text);
  if (match === null) return { kind: "filter", left: parsePath(text) };
  const [, left = "", operator = "==", right = ""] = match;
  return {
    kind: "filter",
    left: parsePath(left),
    test: { operator: operator as Comparison["operator"], right: parsePath(right) },
  };
}
