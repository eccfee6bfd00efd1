import { didYouMean } from "../../util/nearest-word.ts";
import { Stack } from "../stack.ts";
import { quote } from "../text/quote.ts";
import { unquote } from "../text/unquote.ts";
import type { CommandNode, PipeNode, Word } from "./ast.ts";
import { nodeText } from "./node-text.ts";
import { readNumberLiteral } from "./number-literal.ts";
import type { Token, TokenType } from "./token.ts";
import type { TokenStream } from "./token-stream.ts";

/** Parentheses and control structures within one another; Go's own limits, 10000 or none, would exhaust our stack. */
const MAX_NESTING = 500;
const MAX_COMMANDS = 100_000;

const OPERAND_STARTS: ReadonlySet<TokenType> = new Set<TokenType>([
  "bool",
  "charConstant",
  "complex",
  ".",
  "field",
  "identifier",
  "number",
  "nil",
  "rawString",
  "string",
  "variable",
  "leftParen",
]);
const NOT_EXECUTABLE: ReadonlySet<Word["kind"]> = new Set<Word["kind"]>([
  "bool",
  "dot",
  "nil",
  "number",
  "string",
]);

/** The functions that a template may name. */
export interface FunctionNames {
  has(name: string): boolean;
  all(): Iterable<string>;
}

interface Declarations {
  readonly variables: readonly string[];
  readonly isAssign: boolean;
}

const NO_DECLARATIONS: Declarations = { variables: [], isAssign: false };

/** Lists in the making, of all pipelines that are open. */
export class PipelineLists {
  readonly commands = new Stack<CommandNode>();
  readonly words = new Stack<Word>();
}

/** Parses what stands inside actions, and knows which variables are in scope there. */
export class PipelineParser {
  private readonly tokens: TokenStream;
  private readonly functions: FunctionNames;
  private readonly lists: PipelineLists;
  private readonly variables = ["$"];
  private depth = 0;

  constructor(tokens: TokenStream, functions: FunctionNames, lists: PipelineLists) {
    this.tokens = tokens;
    this.functions = functions;
    this.lists = lists;
  }

  /** Enters a control structure; gives what `leave` needs to forget what is declared in it. */
  enter(): number {
    this.deepen();
    return this.variables.length;
  }

  leave(mark: number): void {
    this.depth--;
    this.variables.length = mark;
  }

  /** A pipeline up to and with the closing token. `context` is the word that error messages use. */
  parse(context: string, close: "rightDelim" | "rightParen"): PipeNode {
    const { at } = this.tokens.peek();
    const { variables, isAssign } = this.declarations(context);
    const open = this.lists.commands;
    const start = open.size;
    for (;;) {
      const token = this.tokens.next();
      if (token.type === close) break;
      if (!OPERAND_STARTS.has(token.type)) this.tokens.unexpected(token, context);
      this.tokens.backup();
      open.push(this.command(token.at));
      if (open.size - start > MAX_COMMANDS) this.tokens.fail("pipeline too long");
    }
    const commands = open.take(start);
    if (commands.length === 0) this.tokens.fail(`missing value for ${context}`);
    if (commands.length > 1) {
      const misplaced = commands.findIndex(({ words }, i) => i > 0 && NOT_EXECUTABLE.has(words[0].kind));
      if (misplaced > 0) this.tokens.fail(`non executable command in pipeline stage ${misplaced + 1}`);
    }
    return { kind: "pipe", at, isAssign, variables, commands };
  }

  /** `$x :=`, `$x =`, and after range also `$i, $x :=`. */
  private declarations(context: string): Declarations {
    if (this.tokens.peek().type !== "variable") return NO_DECLARATIONS;
    const start = this.variables.length;
    const declared = () => this.variables.slice(start);
    while (this.tokens.peek().type === "variable") {
      const variable = this.tokens.next();
      const sign = this.tokens.peek();
      const isComma = sign.type === "char" && sign.text === ",";
      if (!isComma && sign.type !== "assign" && sign.type !== "declare") {
        this.tokens.backupBefore(variable);
        break;
      }
      this.tokens.next();
      this.variables.push(variable.text);
      if (!isComma) return { variables: declared(), isAssign: sign.type === "assign" };
      if (context !== "range" || declared().length > 1)
        this.tokens.fail(`too many declarations in ${context}`);
      const { type } = this.tokens.peek();
      if (type !== "variable" && type !== "rightDelim" && type !== "rightParen") {
        this.tokens.fail("range can only initialize variables");
      }
    }
    return { variables: declared(), isAssign: false };
  }

  private command(at: number): CommandNode {
    const open = this.lists.words;
    const start = open.size;
    for (;;) {
      const operand = this.operand();
      if (operand !== undefined) open.push(operand);
      const token = this.tokens.next();
      if (token.type === "rightDelim" || token.type === "rightParen") this.tokens.backup();
      else if (token.isSpaced && OPERAND_STARTS.has(token.type)) {
        this.tokens.backup();
        continue;
      } else if (token.type !== "pipe") this.tokens.unexpected(token, "operand");
      break;
    }
    const words = open.take(start);
    if (!isFilled(words)) this.tokens.fail("empty command");
    return { kind: "command", at, words };
  }

  /** A term with the fields that follow it. */
  private operand(): Word | undefined {
    const term = this.term();
    if (term === undefined) return undefined;
    const { at } = this.tokens.peek();
    if (!this.isFieldNext()) return term;
    let fields = namesOf(this.tokens.next().text);
    while (this.isFieldNext()) fields = [...fields, ...namesOf(this.tokens.next().text)];
    switch (term.kind) {
      case "field":
        return { kind: "field", at: term.names.length > 1 ? term.at : at, names: [...term.names, ...fields] };
      case "variable":
        return { kind: "variable", at, name: term.name, fields };
      case "pipe":
      case "identifier":
        return { kind: "chain", at, base: term, fields };
      default:
        return this.tokens.fail(`unexpected . after term ${quote(nodeText(term))}`);
    }
  }

  private isFieldNext(): boolean {
    const { type, isSpaced } = this.tokens.peek();
    return type === "field" && !isSpaced;
  }

  private term(): Word | undefined {
    const token = this.tokens.next();
    const { at, text } = token;
    switch (token.type) {
      case "field":
        // As a chain of fields, it stands where its second one does.
        return { kind: "field", at: at + Math.max(text.indexOf(".", 1), 0), names: namesOf(text) };
      case "identifier":
        if (!this.functions.has(text)) this.unknownFunction(text);
        return { kind: "identifier", at, name: text };
      case "variable":
        if (!this.variables.includes(text)) this.tokens.fail(`undefined variable ${quote(text)}`);
        return { kind: "variable", at, name: text, fields: [] };
      case "string":
      case "rawString":
        return {
          kind: "string",
          at,
          quoted: text,
          value: unquote(text) ?? this.tokens.fail("invalid syntax"),
        };
      case "leftParen": {
        this.deepen();
        const pipe = this.parse("parenthesized pipeline", "rightParen");
        this.depth--;
        return pipe;
      }
      case ".":
        return { kind: "dot", at };
      case "nil":
        return { kind: "nil", at };
      case "bool":
        return { kind: "bool", at, value: text === "true" };
      case "charConstant":
      case "complex":
      case "number":
        return this.number(token, token.type);
    }
    this.tokens.backup();
    return undefined;
  }

  private number({ at, text }: Token, type: "charConstant" | "complex" | "number"): Word {
    const value = readNumberLiteral(text, type);
    if (typeof value === "string") this.tokens.fail(value);
    return { kind: "number", at, text, value };
  }

  private unknownFunction(name: string): never {
    const hint = didYouMean(name, this.functions.all()).trim();
    this.tokens.fail(`function ${quote(name)} not defined`, hint === "" ? undefined : hint);
  }

  private deepen(): void {
    if (this.depth >= MAX_NESTING) this.tokens.fail("max expression depth exceeded");
    this.depth++;
  }
}

/** The names in `.a.b`. */
function namesOf(fields: string): string[] {
  return fields.slice(1).split(".");
}

function isFilled(words: readonly Word[]): words is [Word, ...Word[]] {
  return words.length > 0;
}
