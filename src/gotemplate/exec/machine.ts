import { SeatrialError } from "../../util/errors.ts";
import { type Budget, limit } from "../budget.ts";
import { Builtin } from "../builtins/builtin.ts";
import type { Node } from "../parse/ast.ts";
import { nodeText } from "../parse/node-text.ts";
import { Stack } from "../stack.ts";
import type { Template } from "../template.ts";
import { lineAndColumn, TemplateError } from "../template-error.ts";
import { type TemplateCall, TemplateFunc } from "../template-func.ts";
import type { TemplateSet } from "../template-set.ts";
import { quote } from "../text/quote.ts";
import { type GoFunc, GoList, type Value } from "../value.ts";
import { checkArgument, Problem } from "./argument.ts";
import { Frame } from "./frame.ts";
import type { Operand } from "./operand.ts";
import { Output } from "./output.ts";
import { countProblem, type PendingCall, parameterType } from "./pending-call.ts";

/** Go's own limit of `{{ template }}`s within one another. */
const MAX_TEMPLATE_DEPTH = 100_000;
/** Of all kinds of calls together; in Go only memory limits `tpl` within `tpl`. */
const MAX_FRAMES = 150_000;

/**
 * Runs compiled templates. Templates that call each other have frames on a stack of its own, so that depth costs
 * memory and not the JavaScript stack; steps work on the operands and the pending calls here.
 */
export class Machine {
  readonly operands = new Stack<Operand>();
  /** Calls whose arguments are being evaluated, the innermost last; the arguments are operands. */
  readonly calls = new Stack<PendingCall>();
  frame: Frame;
  /** Whether the value whose field is looked up has the static type `interface {}`, as messages call it then. */
  isInterface = false;
  readonly #callers: Frame[] = [];
  readonly #budget: Budget;
  #output = new Output();

  constructor(set: TemplateSet, template: Template, data: Value, budget: Budget) {
    this.frame = new Frame(template, set, data ?? undefined, 0, undefined);
    this.#budget = budget;
  }

  run(): string {
    try {
      for (;;) {
        const step = this.frame.next();
        if (step !== undefined) {
          this.#budget.step();
          step(this);
        } else if (this.#callers.length > 0) this.#leave();
        else return this.#output.text();
      }
    } catch (error) {
      throw this.#unwind(error);
    }
  }

  write(text: string): void {
    this.#budget.write(text.length);
    this.#output.write(text);
  }

  pop(): Operand {
    return this.operands.pop();
  }

  /** Ends execution with an error at the current node. */
  fail(message: string, hint?: string): never {
    throw this.#error(message, { hint });
  }

  /** Starts a call, or fails as Go does over the number of arguments; `written` are those besides the final one. */
  begin(call: PendingCall, written: number): void {
    const problem = countProblem(call.func, call.name, written, call.hasFinal);
    if (problem !== undefined) this.fail(problem);
    this.calls.push(call);
  }

  /** Adds an argument to the innermost call. */
  addArgument(value: Operand): void {
    this.operands.push(this.#checked(value, this.nextParameter()));
  }

  innermostCall(): PendingCall {
    const call = this.calls.top;
    if (call === undefined) throw new Error("no call is pending");
    return call;
  }

  /** The type of the parameter that the next argument of the innermost call is for. */
  nextParameter(): string {
    const { func, start } = this.innermostCall();
    return parameterType(func, this.operands.size - start);
  }

  /** Calls the innermost pending function; its result becomes an operand, at once or when a template has ended. */
  finishCall(): void {
    const call = this.innermostCall();
    const values = this.#arguments(call);
    this.calls.pop();
    if (call.func instanceof TemplateFunc) this.#enterCall(call, call.func, values);
    else this.#pushResult(call, this.#result(call, call.func, values));
  }

  /** Calls a method in the middle of a chain of fields. */
  callMethod(func: GoFunc, name: string, node: Node): Operand {
    const call = {
      func,
      name,
      node,
      hasFinal: false,
      start: this.operands.size,
      callee: undefined,
      keepsNil: true,
    };
    this.begin(call, 0);
    this.calls.pop();
    return this.#result(call, func, []);
  }

  /** Ends the innermost call with its last argument for a result (`and`, `or`). */
  decideCall(): void {
    const call = this.innermostCall();
    this.calls.pop();
    const result = this.pop();
    this.operands.take(call.start);
    if (call.hasFinal) this.pop();
    this.#pushResult(call, result);
  }

  checkTemplateDepth(): void {
    if (this.frame.depth === MAX_TEMPLATE_DEPTH) {
      this.fail(`exceeded maximum template depth (${MAX_TEMPLATE_DEPTH})`);
    }
  }

  /** `{{ template }}`: the rest of the current frame waits. */
  enterTemplate(template: Template, dot: Operand): void {
    this.#enter(new Frame(template, this.frame.set, dot, this.frame.depth + 1, undefined));
  }

  /** Takes the arguments of a call off the operands. The pipeline's value lies before the others, but is the last. */
  #arguments({ func, start, hasFinal }: PendingCall): Operand[] {
    if (!hasFinal) return this.operands.take(start);
    const values = this.operands.take(start - 1);
    const final = this.#checked(values[0], parameterType(func, values.length - 1));
    values.copyWithin(0, 1);
    values[values.length - 1] = final;
    return values;
  }

  #checked(value: Operand, type: string): Operand {
    const checked = checkArgument(value, type);
    return checked instanceof Problem ? this.fail(checked.message) : checked;
  }

  #enterCall(pending: PendingCall, func: TemplateFunc, values: Operand[]): void {
    const request = this.#attempt(pending, () => func.request(...given(values)));
    const { set, template, data } = request;
    const call = { request, pending, outerOutput: this.#output };
    this.#enter(new Frame(template, set, data ?? undefined, 0, call));
    this.#output = new Output();
  }

  #enter(frame: Frame): void {
    if (this.#callers.length >= MAX_FRAMES) throw limit("calls templates within templates without end");
    this.#callers.push(this.frame);
    this.frame = frame;
  }

  #leave(): void {
    const { call } = this.frame;
    this.frame = this.#callers.pop() ?? this.frame;
    if (call === undefined) return;
    const output = this.#output.text();
    this.#output = call.outerOutput;
    this.#pushResult(
      call.pending,
      this.#attempt(call.pending, () => call.request.finish(output)),
    );
  }

  #result(call: PendingCall, func: GoFunc | Builtin, values: Operand[]): Operand {
    try {
      if (!(func instanceof Builtin)) {
        if (func.steps > 0) this.#budget.step(func.steps);
        return func.call(...given(values));
      }
      return func.call(values, { rules: this.frame.set.rules, callee: call.callee });
    } catch (error) {
      throw this.#callError(call, error);
    }
  }

  #pushResult(call: PendingCall, result: Operand): void {
    if (typeof result === "string") this.#budget.text(result.length);
    else if (result instanceof GoList) this.#budget.list(result.items.length);
    this.operands.push(call.keepsNil ? result : (result ?? undefined));
  }

  #attempt<T>(call: PendingCall, run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw this.#callError(call, error);
    }
  }

  /** The error of a function as its call reports it; errors of the budget pass. */
  #callError(call: PendingCall, error: unknown): unknown {
    const cause = asLimit(error);
    if (!(cause instanceof Error) || isLimit(cause)) return cause;
    this.frame.node = call.node;
    return this.#error(`error calling ${call.name}: ${cause.message}`, { cause, hint: hintOf(cause) });
  }

  /** Takes an error to the outermost frame; each `include` or `tpl` on the way reports it in its own words. */
  #unwind(error: unknown): unknown {
    let current = asLimit(error);
    for (let caller = this.#callers.pop(); caller !== undefined; caller = this.#callers.pop()) {
      const { call } = this.frame;
      this.frame = caller;
      if (call === undefined || !(current instanceof Error) || isLimit(current)) continue;
      current = this.#callError(call.pending, failure(call.request, current));
    }
    return current;
  }

  #error(message: string, more: { cause?: Error; hint?: string | undefined }): TemplateError {
    const { node, template } = this.frame;
    const name = quote(template.name);
    const { line, column } = lineAndColumn(template.text, node?.at ?? 0);
    const expression = node === undefined ? "" : nodeText(node);
    return new TemplateError(
      "template-execution",
      `template: ${template.file}:${line}:${column}: executing ${name} at <${expression}>: ${message}`,
      { step: { template: template.file, line, column: column + 1, expression }, ...more },
    );
  }
}

/** Arguments of a GoFunc; only a Builtin's parameters let an invalid value through. */
function given(values: Operand[]): Value[] {
  return values as Value[];
}

function failure(request: TemplateCall, error: Error): unknown {
  try {
    return request.fail(error);
  } catch (thrown) {
    return thrown;
  }
}

/** The hint of the error that others only pass on. */
function hintOf(error: Error): string | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof SeatrialError && cause.hint !== undefined) return cause.hint;
  }
  return undefined;
}

function isLimit(error: Error): boolean {
  return error instanceof TemplateError && error.code === "template-limit";
}

/** JavaScript's own bounds, told in our words. */
function asLimit(error: unknown): unknown {
  if (!(error instanceof RangeError)) return error;
  if (error.message.includes("call stack")) return limit("nests values or calls too deeply");
  return /length|allocation/.test(error.message) ? limit("builds a string or list that is too long") : error;
}
