import type { NumberLiteral } from "./number-literal.ts";

/** `at` is always the index of a node's first UTF-16 unit in the text that its tree was parsed from. */
interface Positioned {
  readonly at: number;
}

export interface TextNode extends Positioned {
  readonly kind: "text";
  readonly text: string;
}

export interface ActionNode extends Positioned {
  readonly kind: "action";
  readonly pipe: PipeNode;
}

export interface BranchNode extends Positioned {
  readonly kind: "if" | "with" | "range";
  readonly pipe: PipeNode;
  readonly list: readonly Statement[];
  readonly elseList: readonly Statement[] | undefined;
}

export interface TemplateNode extends Positioned {
  readonly kind: "template";
  readonly name: string;
  readonly pipe: PipeNode | undefined;
}

export interface JumpNode extends Positioned {
  readonly kind: "break" | "continue";
}

/** What a template's body consists of. */
export type Statement = TextNode | ActionNode | BranchNode | TemplateNode | JumpNode;

/** Commands joined by `|`, with the variables that receive the value. */
export interface PipeNode extends Positioned {
  readonly kind: "pipe";
  /** `=` rather than `:=`. */
  readonly isAssign: boolean;
  readonly variables: readonly string[];
  readonly commands: readonly CommandNode[];
}

export interface CommandNode extends Positioned {
  readonly kind: "command";
  /** At least one; the first is what is called or shown. */
  readonly words: readonly [Word, ...Word[]];
}

export interface IdentifierNode extends Positioned {
  readonly kind: "identifier";
  readonly name: string;
}

/** `.a.b` */
export interface FieldNode extends Positioned {
  readonly kind: "field";
  readonly names: readonly string[];
}

/** `$x.a.b`; `name` has the dollar sign. */
export interface VariableNode extends Positioned {
  readonly kind: "variable";
  readonly name: string;
  readonly fields: readonly string[];
}

/** `(pipeline).a.b` or `function.a.b` */
export interface ChainNode extends Positioned {
  readonly kind: "chain";
  readonly base: PipeNode | IdentifierNode;
  readonly fields: readonly string[];
}

export interface DotNode extends Positioned {
  readonly kind: "dot";
}

export interface NilNode extends Positioned {
  readonly kind: "nil";
}

export interface BoolNode extends Positioned {
  readonly kind: "bool";
  readonly value: boolean;
}

export interface NumberNode extends Positioned {
  readonly kind: "number";
  readonly text: string;
  readonly value: NumberLiteral;
}

export interface StringNode extends Positioned {
  readonly kind: "string";
  /** As written, with its quotes. */
  readonly quoted: string;
  readonly value: string;
}

export type Literal = BoolNode | NumberNode | StringNode;

/** What a command consists of. */
export type Word =
  | IdentifierNode
  | FieldNode
  | VariableNode
  | ChainNode
  | PipeNode
  | DotNode
  | NilNode
  | Literal;

/** Any node that an error can point at. */
export type Node = Statement | PipeNode | CommandNode | Word;

/** One parsed template: a file, or a `define` or `block` in one. */
export interface Tree {
  readonly name: string;
  /** Name of the file, for error messages. */
  readonly parseName: string;
  /** The whole file's text: positions of nodes refer to it. */
  readonly text: string;
  readonly root: readonly Statement[];
}

/** Blanks as Unicode has them. */
const BLANK = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;

/** Whether a body has nothing but blanks: such a definition does not replace an earlier one. */
export function isEmptyBody(body: readonly Statement[]): boolean {
  return body.every((node) => node.kind === "text" && BLANK.test(node.text));
}
