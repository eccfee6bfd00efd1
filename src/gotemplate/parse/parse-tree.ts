import type { GoRules } from "../go-rules.ts";
import { Stack } from "../stack.ts";
import { quote } from "../text/quote.ts";
import { unquote } from "../text/unquote.ts";
import { isEmptyBody, type Statement, type TemplateNode, type Tree } from "./ast.ts";
import { Lexer } from "./lexer.ts";
import { type FunctionNames, PipelineLists, PipelineParser } from "./parse-pipeline.ts";
import type { Token } from "./token.ts";
import { TokenStream } from "./token-stream.ts";

/** How a body ended: at `{{end}}`, or at `{{else}}`, whose `if` or `with` is still to be read. */
type Ending = "end" | "else";

interface Body {
  readonly list: readonly Statement[];
  readonly ending: Ending;
}

/**
 * Parses a template's text: gives the tree of the text itself under its name, and those of its `define`s and `block`s
 * under theirs (text/template/parse/parse.go). Throws a TemplateError.
 */
export function parseTemplate(
  name: string,
  text: string,
  functions: FunctionNames,
  rules: GoRules,
): ReadonlyMap<string, Tree> {
  const lexer = new Lexer(text, rules);
  const source: Source = {
    parseName: name,
    text,
    lexer,
    functions,
    rules,
    trees: new Map(),
    statements: new Stack(),
    lists: new PipelineLists(),
  };
  const main = new TreeParser(source);
  main.addTree(name, main.parseFile());
  return source.trees;
}

/** What the parsers of one file share. */
interface Source {
  readonly parseName: string;
  readonly text: string;
  readonly lexer: Lexer;
  readonly functions: FunctionNames;
  readonly rules: GoRules;
  readonly trees: Map<string, Tree>;
  /** Of all bodies that are open. */
  readonly statements: Stack<Statement>;
  readonly lists: PipelineLists;
}

/** Parser of one tree; a `define` or `block` gets its own, with variables and lookahead of its own. */
class TreeParser {
  private readonly source: Source;
  private readonly tokens: TokenStream;
  private readonly pipelines: PipelineParser;
  private rangeDepth = 0;

  constructor(source: Source) {
    this.source = source;
    this.tokens = new TokenStream(source.lexer, source.parseName);
    this.pipelines = new PipelineParser(this.tokens, source.functions, source.lists);
  }

  parseFile(): Statement[] {
    const { statements } = this.source;
    const start = statements.size;
    while (this.tokens.peek().type !== "eof") {
      if (this.tokens.peek().type === "leftDelim") {
        const delim = this.tokens.next();
        if (this.tokens.next().type === "define") {
          new TreeParser(this.source).parseDefinition();
          continue;
        }
        this.tokens.backupBefore(delim);
      }
      const node = this.textOrAction();
      if (isEnding(node)) this.tokens.fail(`unexpected {{${node}}}`);
      statements.push(node);
    }
    return statements.take(start);
  }

  /** Registers a tree. Two definitions of one name in one file are an error unless one of them is blank. */
  addTree(name: string, root: readonly Statement[]): void {
    const { parseName, text, trees } = this.source;
    const old = trees.get(name);
    if (old === undefined || isEmptyBody(old.root)) trees.set(name, { name, parseName, text, root });
    else if (!isEmptyBody(root)) {
      this.tokens.fail(`template: multiple definition of template ${quote(name)}`);
    }
  }

  private parseDefinition(): void {
    const context = "define clause";
    const name = this.unquoted(this.tokens.expect(context, "string", "rawString"));
    this.tokens.expect(context, "rightDelim");
    this.addTree(name, this.bodyUntilEnd(this, context));
  }

  private textOrAction(): Statement | Ending {
    const token = this.tokens.next();
    if (token.type === "text") return { kind: "text", at: token.at, text: token.text };
    if (token.type !== "leftDelim") this.tokens.unexpected(token, "input");
    this.tokens.action = token;
    const node = this.action();
    this.tokens.action = undefined;
    return node;
  }

  private action(): Statement | Ending {
    const token = this.tokens.next();
    switch (token.type) {
      case "block":
        return this.block();
      case "break":
      case "continue":
        return this.jump(token, token.type);
      case "else":
        return this.else();
      case "end":
        this.tokens.expect("end", "rightDelim");
        return "end";
      case "if":
      case "range":
      case "with":
        return this.branch(token.type);
      case "template":
        return this.template();
    }
    this.tokens.backup();
    const { at } = this.tokens.peek();
    return { kind: "action", at, pipe: this.pipelines.parse("command", "rightDelim") };
  }

  private jump({ at }: Token, kind: "break" | "continue"): Statement {
    this.tokens.expect(`{{${kind}}}`, "rightDelim");
    if (this.rangeDepth === 0) this.tokens.fail(`{{${kind}}} outside {{range}}`);
    return { kind, at };
  }

  private else(): "else" {
    const { type } = this.tokens.peek();
    const isLeft = type === "if" || (type === "with" && this.source.rules.elseWith);
    if (!isLeft) this.tokens.expect("else", "rightDelim");
    return "else";
  }

  private branch(kind: "if" | "range" | "with"): Statement {
    const mark = this.pipelines.enter();
    const pipe = this.pipelines.parse(kind, "rightDelim");
    if (kind === "range") this.rangeDepth++;
    const { list, ending } = this.body();
    if (kind === "range") this.rangeDepth--;
    const elseList = ending === "end" ? undefined : this.elseList(kind);
    this.pipelines.leave(mark);
    return { kind, at: pipe.at, pipe, list, elseList };
  }

  /** What follows `{{else`: `if` after if and `with` after with share the one `{{end}}`. */
  private elseList(kind: "if" | "range" | "with"): readonly Statement[] {
    if (kind !== "range" && this.tokens.peek().type === kind) {
      this.tokens.next();
      return [this.branch(kind)];
    }
    const { list, ending } = this.body();
    if (ending !== "end") this.tokens.fail(`expected end; found {{${ending}}}`);
    return list;
  }

  private block(): TemplateNode {
    const context = "block clause";
    const token = this.tokens.next();
    const name = this.templateName(token, context);
    const pipe = this.pipelines.parse(context, "rightDelim");
    const block = new TreeParser(this.source);
    block.addTree(name, block.bodyUntilEnd(this, context));
    return { kind: "template", at: token.at, name, pipe };
  }

  private template(): TemplateNode {
    const context = "template clause";
    const token = this.tokens.next();
    const name = this.templateName(token, context);
    if (this.tokens.next().type === "rightDelim") {
      return { kind: "template", at: token.at, name, pipe: undefined };
    }
    this.tokens.backup();
    return { kind: "template", at: token.at, name, pipe: this.pipelines.parse(context, "rightDelim") };
  }

  private templateName(token: Token, context: string): string {
    if (token.type !== "string" && token.type !== "rawString") this.tokens.unexpected(token, context);
    return this.unquoted(token);
  }

  private unquoted(token: Token): string {
    return unquote(token.text) ?? this.tokens.fail("invalid syntax");
  }

  /** The body of a definition, whose errors `owner` reports. */
  private bodyUntilEnd(owner: TreeParser, context: string): readonly Statement[] {
    const { list, ending } = this.body();
    if (ending !== "end") owner.tokens.fail(`unexpected {{${ending}}} in ${context}`);
    return list;
  }

  /** Reads statements, up to the end of their list. */
  private body(): Body {
    const { statements } = this.source;
    const start = statements.size;
    while (this.tokens.peek().type !== "eof") {
      const node = this.textOrAction();
      if (isEnding(node)) return { list: statements.take(start), ending: node };
      statements.push(node);
    }
    return this.tokens.fail("unexpected EOF");
  }
}

function isEnding(node: Statement | Ending): node is Ending {
  return typeof node === "string";
}
