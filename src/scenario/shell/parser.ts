import { Recent } from "../../util/recent.ts";
import { ShellSyntaxError, type ShellToken, shellTokens } from "./lexer.ts";
import { bare, type Word } from "./word.ts";

/** The part of the shell's language that plain scripts use. */
export type Command =
  | {
      readonly kind: "simple";
      readonly assignments: readonly { readonly name: string; readonly value: Word }[];
      readonly words: readonly Word[];
      /** files that its output goes to */
      readonly outputs: readonly Word[];
    }
  | { readonly kind: "sequence"; readonly commands: readonly Command[] }
  | { readonly kind: "and" | "or"; readonly left: Command; readonly right: Command }
  | { readonly kind: "not" | "background" | "subshell"; readonly command: Command }
  | {
      readonly kind: "loop";
      readonly until: boolean;
      readonly condition: Command;
      readonly body: Command;
    }
  | { readonly kind: "for"; readonly name: string; readonly words: readonly Word[]; readonly body: Command }
  | {
      readonly kind: "if";
      readonly branches: readonly { readonly condition: Command; readonly body: Command }[];
      readonly otherwise: Command | undefined;
    };

/** @throws ShellSyntaxError for what is wrong and for what this subset lacks (pipes, functions, `case`) */
export const parseShell = (script: string): Command => parsed.recall(script, () => parse(script));

/** All containers of a workload run the same script, in each of many runs. */
const parsed = new Recent<Command>(64);

function parse(script: string): Command {
  const parser = new Parser(shellTokens(script));
  const command = parser.sequence([]);
  parser.expectEnd();
  return command;
}

const openers = new Set(["if", "while", "until", "for", "{"]);
const unsupported = new Set(["case", "function", "select", "[["]);

class Parser {
  private at = 0;

  constructor(private readonly tokens: readonly ShellToken[]) {}

  expectEnd(): void {
    if (this.at < this.tokens.length) this.fail();
  }

  /** Commands up to one of the `closers` (keywords, or `)`), which is left in place. */
  sequence(closers: readonly string[]): Command {
    const commands: Command[] = [];
    for (;;) {
      while (this.isOperator(";", "\n")) this.at++;
      if (this.at >= this.tokens.length || this.isCloser(closers)) break;
      const command = this.andOr();
      if (this.isOperator("&")) {
        this.at++;
        commands.push({ kind: "background", command });
      } else {
        commands.push(command);
        if (this.at < this.tokens.length && !this.isOperator(";", "\n") && !this.isCloser(closers))
          this.fail();
      }
    }
    return { kind: "sequence", commands };
  }

  private andOr(): Command {
    let left = this.negated();
    while (this.isOperator("&&", "||")) {
      const kind = this.isOperator("&&") ? "and" : "or";
      this.at++;
      while (this.isOperator("\n")) this.at++;
      left = { kind, left, right: this.negated() };
    }
    return left;
  }

  private negated(): Command {
    if (this.keyword() !== "!") return this.command();
    this.at++;
    return { kind: "not", command: this.negated() };
  }

  private command(): Command {
    if (this.isOperator("(")) {
      this.at++;
      const command = this.sequence([")"]);
      this.take(")");
      return { kind: "subshell", command };
    }
    const keyword = this.keyword();
    if (keyword === undefined || !openers.has(keyword)) return this.simple();
    this.at++;
    const compound = this.compound(keyword);
    this.redirects();
    return compound;
  }

  private compound(keyword: string): Command {
    if (keyword === "{") {
      const command = this.sequence(["}"]);
      this.take("}");
      return command;
    }
    if (keyword === "for") return this.forLoop();
    if (keyword === "if") return this.ifs();
    const condition = this.sequence(["do"]);
    return { kind: "loop", until: keyword === "until", condition, body: this.body() };
  }

  private forLoop(): Command {
    const name = this.word();
    const variable = name === undefined ? undefined : bare(name);
    while (this.isOperator("\n")) this.at++;
    if (variable === undefined || this.keyword() !== "in") this.fail();
    this.at++;
    const words: Word[] = [];
    for (let word = this.word(); word !== undefined; word = this.word()) words.push(word);
    while (this.isOperator(";", "\n")) this.at++;
    return { kind: "for", name: variable, words, body: this.body() };
  }

  private ifs(): Command {
    const branches: { condition: Command; body: Command }[] = [];
    let otherwise: Command | undefined;
    for (;;) {
      const condition = this.sequence(["then"]);
      this.take("then");
      branches.push({ condition, body: this.sequence(["elif", "else", "fi"]) });
      const next = this.keyword();
      this.at++;
      if (next === "elif") continue;
      if (next === "else") {
        otherwise = this.sequence(["fi"]);
        this.take("fi");
      } else if (next !== "fi") this.fail();
      return { kind: "if", branches, otherwise };
    }
  }

  private body(): Command {
    this.take("do");
    const body = this.sequence(["done"]);
    this.take("done");
    return body;
  }

  private simple(): Command {
    const assignments: { name: string; value: Word }[] = [];
    const words: Word[] = [];
    const outputs: Word[] = [];
    const keyword = this.keyword();
    if (keyword !== undefined && unsupported.has(keyword)) this.fail();
    for (;;) {
      outputs.push(...this.redirects());
      const word = this.word();
      if (word === undefined) break;
      const [first, ...rest] = word;
      const assigned =
        first?.kind === "text" && !first.quoted ? /^([A-Za-z_]\w*)=(.*)$/s.exec(first.text) : null;
      if (words.length === 0 && assigned !== null)
        assignments.push({
          name: assigned[1] ?? "",
          value: [{ kind: "text", text: assigned[2] ?? "", quoted: true }, ...rest],
        });
      else words.push(word);
    }
    if (words.length + assignments.length + outputs.length === 0) this.fail();
    return { kind: "simple", assignments, words, outputs };
  }

  /** Skips redirections; gives the files that are written. */
  private redirects(): Word[] {
    const outputs: Word[] = [];
    for (let token = this.tokens[this.at]; token?.kind === "redirect"; token = this.tokens[this.at]) {
      this.at++;
      const target = this.word();
      if (target === undefined || token.text.includes("<<")) this.fail();
      if (/^\d*(>>|>|>\|)$|^&>/.test(token.text)) outputs.push(target);
    }
    return outputs;
  }

  private word(): Word | undefined {
    const token = this.tokens[this.at];
    if (token?.kind !== "word") return undefined;
    this.at++;
    return token.word;
  }

  private take(closer: string): void {
    if (!this.isCloser([closer])) this.fail();
    this.at++;
  }

  private isCloser(closers: readonly string[]): boolean {
    const keyword = this.keyword();
    return (
      (keyword !== undefined && closers.includes(keyword)) || (closers.includes(")") && this.isOperator(")"))
    );
  }

  private isOperator(...texts: string[]): boolean {
    const token = this.tokens[this.at];
    return token?.kind === "operator" && texts.includes(token.text);
  }

  private keyword(): string | undefined {
    const token = this.tokens[this.at];
    return token?.kind === "word" ? bare(token.word) : undefined;
  }

  private fail(): never {
    const token = this.tokens[this.at];
    throw new ShellSyntaxError("the script cannot be understood", token?.start ?? 0);
  }
}
