import { typeName } from "../type-name.ts";
import { GoInt, type Value } from "../value.ts";
import { type Directive, plainDirective } from "./directive.ts";
import { printArg } from "./print-value.ts";

/** Widths and precisions beyond this are refused (fmt's tooLarge). */
const MAX_NUMBER = 1_000_000;

/** fmt.Sprintf. */
export function sprintf(format: string, values: readonly Value[]): string {
  return new Formatter(format, values).run();
}

class Formatter {
  readonly #format: string;
  readonly #values: readonly Value[];
  #at = 0;
  #next = 0;
  #isReordered = false;
  #isGoodIndex = true;
  #isAfterIndex = false;
  #out = "";

  constructor(format: string, values: readonly Value[]) {
    this.#format = format;
    this.#values = values;
  }

  run(): string {
    for (;;) {
      const percent = this.#format.indexOf("%", this.#at);
      if (percent < 0) {
        this.#out += this.#format.slice(this.#at);
        break;
      }
      this.#out += this.#format.slice(this.#at, percent);
      this.#at = percent + 1;
      if (!this.#directive()) break;
    }
    if (!this.#isReordered && this.#next < this.#values.length) this.#out += this.#extra();
    return this.#out;
  }

  /** One directive, its `%` consumed; false when the format ends before its verb. */
  #directive(): boolean {
    const directive = plainDirective();
    this.#isGoodIndex = true;
    this.#isAfterIndex = false;
    this.#flags(directive);
    this.#index();
    this.#width(directive);
    this.#precision(directive);
    if (!this.#isAfterIndex) this.#index();
    const code = this.#format.codePointAt(this.#at);
    if (code === undefined) {
      this.#out += "%!(NOVERB)";
      return false;
    }
    const verb = String.fromCodePoint(code);
    this.#at += verb.length;
    if (verb === "%") this.#out += "%";
    else if (!this.#isGoodIndex) this.#out += `%!${verb}(BADINDEX)`;
    else if (this.#next >= this.#values.length) this.#out += `%!${verb}(MISSING)`;
    else this.#out += this.#operand(verb, directive);
    return true;
  }

  #operand(verb: string, directive: Directive): string {
    const value = this.#values[this.#next++] ?? null;
    if (verb === "v" || verb === "w") {
      directive.sharpV = directive.sharp;
      directive.sharp = false;
      directive.plusV = directive.plus;
      directive.plus = false;
    }
    return printArg(value, verb, directive);
  }

  #flags(directive: Directive): void {
    for (; ; this.#at++) {
      const flag = this.#format[this.#at];
      if (flag === "#") directive.sharp = true;
      else if (flag === "0") directive.zero = true;
      else if (flag === "+") directive.plus = true;
      else if (flag === "-") directive.minus = true;
      else if (flag === " ") directive.space = true;
      else return;
    }
  }

  #width(directive: Directive): void {
    if (this.#format[this.#at] === "*") {
      this.#at++;
      const width = this.#intOperand();
      if (width === undefined) this.#out += "%!(BADWIDTH)";
      directive.width = width === undefined ? undefined : Math.abs(width);
      if (width !== undefined && width < 0) {
        directive.minus = true;
        directive.zero = false;
      }
      this.#isAfterIndex = false;
      return;
    }
    directive.width = this.#number();
    if (this.#isAfterIndex && directive.width !== undefined) this.#isGoodIndex = false;
  }

  #precision(directive: Directive): void {
    if (this.#at + 1 > this.#format.length || this.#format[this.#at] !== ".") return;
    this.#at++;
    if (this.#isAfterIndex) this.#isGoodIndex = false;
    this.#index();
    if (this.#format[this.#at] === "*") {
      this.#at++;
      const precision = this.#intOperand();
      if (precision === undefined || precision < 0) this.#out += "%!(BADPREC)";
      else directive.precision = precision;
      this.#isAfterIndex = false;
      return;
    }
    directive.precision = this.#number() ?? 0;
  }

  /** An explicit operand index, `[n]`. */
  #index(): void {
    this.#isAfterIndex = false;
    if (this.#format[this.#at] !== "[") return;
    this.#isReordered = true;
    const close = this.#format.indexOf("]", this.#at);
    if (close < 0 || this.#format.length - this.#at < 3) {
      this.#isGoodIndex = false;
      this.#at++;
      return;
    }
    const { value, end } = readNumber(this.#format, this.#at + 1, close);
    this.#at = close + 1;
    const index = value === undefined || end !== close ? undefined : value - 1;
    this.#isAfterIndex = index !== undefined;
    if (index === undefined || index < 0 || index >= this.#values.length) this.#isGoodIndex = false;
    else this.#next = index;
  }

  /** Digits at the position; a number that is too large swallows the rest of the format, as in Go. */
  #number(): number | undefined {
    const { value, end } = readNumber(this.#format, this.#at, this.#format.length);
    this.#at = end;
    return value;
  }

  /** The value of a `*`: the next operand if it is an integer of reasonable size. */
  #intOperand(): number | undefined {
    if (this.#next >= this.#values.length) return undefined;
    const value = this.#values[this.#next++];
    if (!(value instanceof GoInt)) return undefined;
    const number = Number(value.value);
    return Math.abs(number) > MAX_NUMBER ? undefined : number;
  }

  #extra(): string {
    const plain = plainDirective();
    const shown = this.#values
      .slice(this.#next)
      .map((value) => (value === null ? "<nil>" : `${typeName(value)}=${printArg(value, "v", plain)}`));
    return `%!(EXTRA ${shown.join(", ")})`;
  }
}

/** The digits of a format from `start`; past seven of them the number is given up (fmt's parsenum). */
function readNumber(
  format: string,
  start: number,
  limit: number,
): { value: number | undefined; end: number } {
  let value = 0;
  let at = start;
  for (; at < limit; at++) {
    const digit = format.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) break;
    if (value > MAX_NUMBER) return { value: undefined, end: limit };
    value = value * 10 + digit;
  }
  return { value: at > start ? value : undefined, end: at };
}
