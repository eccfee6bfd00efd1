import type { Node } from "../parse/ast.ts";
import type { Template } from "../template.ts";
import type { TemplateCall } from "../template-func.ts";
import type { TemplateSet } from "../template-set.ts";
import type { Loop } from "./loop.ts";
import type { Operand } from "./operand.ts";
import type { Output } from "./output.ts";
import type { PendingCall } from "./pending-call.ts";
import type { Step } from "./steps.ts";

export interface Variable {
  readonly name: string;
  value: Operand;
  /** Whether its static type is `interface {}`: true of range's elements. Error messages show it. */
  isInterface: boolean;
}

/** What `end` restores: the variables that were known and the dot that held at an `if`, `with` or `range`. */
export interface Scope {
  readonly mark: number;
  readonly dot: Operand;
  readonly isInterface: boolean;
  loop: Loop | undefined;
}

/** A function call whose result is the output of the frame's template. */
export interface FrameCall {
  readonly request: TemplateCall;
  readonly pending: PendingCall;
  /** Output of the caller so far. */
  readonly outerOutput: Output;
}

/** One execution of a template: what `{{ template }}` or `include` starts. */
export class Frame {
  /** Index of the next step. */
  pc = 0;
  /** The node that errors point at. */
  node: Node | undefined;
  dotIsInterface = false;
  readonly variables: Variable[];
  readonly scopes: Scope[] = [];
  readonly #steps: readonly Step[];

  constructor(
    readonly template: Template,
    readonly set: TemplateSet,
    public dot: Operand,
    /** `{{ template }}`s within one another. */
    readonly depth: number,
    readonly call: FrameCall | undefined,
  ) {
    this.variables = [{ name: "$", value: dot, isInterface: false }];
    this.#steps = template.steps;
  }

  next(): Step | undefined {
    return this.#steps[this.pc++];
  }

  /** The innermost variable of this name. */
  find(name: string): Variable | undefined {
    for (let i = this.variables.length - 1; i >= 0; i--) {
      const variable = this.variables[i];
      if (variable?.name === name) return variable;
    }
    return undefined;
  }

  /** Forgets the variables declared since there were `mark` of them. */
  dropVariables(mark: number): void {
    if (this.variables.length > mark) this.variables.length = mark;
  }

  enterScope(): void {
    const { dot, dotIsInterface: isInterface } = this;
    this.scopes.push({ mark: this.variables.length, dot, isInterface, loop: undefined });
  }

  leaveScope(): void {
    const scope = this.scopes.pop();
    if (scope === undefined) return;
    this.dropVariables(scope.mark);
    this.dot = scope.dot;
    this.dotIsInterface = scope.isInterface;
  }
}
