import type { Draw } from "./draw.ts";
import { ExpressionMaker } from "./template-expression.ts";

/** One line of template: actions over the whole language, now and then a broken one. */
export function templateLine(draw: Draw): string {
  const line = new LineMaker(draw).body(draw.chance(0.35) ? 2 : 0);
  return draw.chance(0.06) ? broken(line, draw) : line;
}

class LineMaker {
  #variables: string[] = [];
  #loops = 0;

  constructor(private readonly draw: Draw) {}

  body(depth: number): string {
    const outer = [...this.#variables];
    const parts = this.draw.some(1, depth > 0 ? 3 : 1, () => this.part(depth));
    this.#variables = outer;
    return parts.join("");
  }

  private part(depth: number): string {
    const { draw } = this;
    if (depth <= 0 || draw.chance(0.35)) return this.action(this.expression(draw.chance(0.3) ? 1 : 2));
    const way = draw.below(11);
    if (way === 0) return draw.one(["text", " \n ", "a: ", "- b\n", "{", "}} x", "# c\n", "\t", "é"]);
    if (way === 1) return this.action(draw.one(["/* c */", "- /* c */ -"]));
    if (way === 2) return this.assignment();
    if (way <= 4) return this.branch("if", depth);
    if (way === 5) return this.branch("with", depth);
    if (way <= 8) return this.range(depth);
    if (way === 9 && this.#loops > 0) return this.action(draw.one(["break", "continue"]));
    return this.action(
      `template "${draw.one(["demo.echo", "demo.fullname", "demo.tree", "nosuch", "demo.fails"])}" ${this.operand("a")}`,
    );
  }

  private branch(word: "if" | "with", depth: number): string {
    const { draw } = this;
    const declared = draw.chance(0.2) ? `$${draw.one(["x", "y", "z"])} := ` : "";
    const outer = [...this.#variables];
    if (declared !== "") this.#variables.push(declared.replace(" := ", ""));
    const start = this.action(`${word} ${declared}${this.expression(1)}`);
    const body = this.body(depth - 1);
    const otherwise = draw.chance(0.3)
      ? `${this.action(draw.chance(0.4) ? `else ${word} ${this.expression(1)}` : "else")}${this.body(depth - 1)}`
      : "";
    this.#variables = outer;
    return `${start}${body}${otherwise}${this.action("end")}`;
  }

  private range(depth: number): string {
    const { draw } = this;
    const outer = [...this.#variables];
    const head = draw.one(["", "", "$i, $v := ", "$v := ", "$k, $_ := "]);
    const over = this.operand(draw.one(["l", "l", "m", "m", "i", "a"]));
    this.#variables.push(...(head.match(/\$\w+/g) ?? []));
    this.#loops++;
    const body = this.body(depth - 1);
    this.#loops--;
    const otherwise = draw.chance(0.2) ? `${this.action("else")}${this.body(depth - 1)}` : "";
    this.#variables = outer;
    return `${this.action(`range ${head}${over}`)}${body}${otherwise}${this.action("end")}`;
  }

  private assignment(): string {
    const { draw } = this;
    const [known] = this.#variables;
    if (known !== undefined && draw.chance(0.3)) return this.action(`${known} = ${this.expression(1)}`);
    const name = `$${draw.one(["a", "b", "c"])}`;
    const text = this.action(`${name} := ${this.expression(1)}`);
    this.#variables.push(name);
    return text;
  }

  private expression(depth: number): string {
    return this.maker().pipeline("a", depth);
  }

  private operand(kind: string): string {
    return this.maker().operand(kind, 1);
  }

  private maker(): ExpressionMaker {
    return new ExpressionMaker(this.draw, this.#variables);
  }

  private action(inside: string): string {
    const { draw } = this;
    if (inside.startsWith("- ")) return `{{${inside}}}`;
    if (inside.startsWith("/*")) return `{{${inside}}}`;
    return `{{${draw.chance(0.15) ? "- " : " "}${inside}${draw.chance(0.15) ? " -" : " "}}}`;
  }
}

/** A line with something taken out, doubled or put in. */
function broken(line: string, draw: Draw): string {
  const at = draw.below(line.length + 1);
  const length = draw.one([1, 1, 2, 5]);
  const odd = draw.one([
    "{{",
    "}}",
    "(",
    ")",
    "|",
    '"',
    "`",
    ".",
    "$",
    " ",
    "-",
    "end",
    ":=",
    ",",
    "1",
    "\n",
    "'",
    "\\",
    "@",
    "é",
    "=",
    "..",
    "{{end}}",
    "\u0000",
  ]);
  return draw.one([
    line.slice(0, at) + line.slice(at + length),
    line.slice(0, at) + odd + line.slice(at),
    line.slice(0, at) + line.slice(Math.max(0, at - length)),
  ]);
}
