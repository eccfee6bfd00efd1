import type { ActionNode, BranchNode, JumpNode, Statement, TemplateNode } from "../parse/ast.ts";
import { quote } from "../text/quote.ts";
import { actionText } from "./action-text.ts";
import { compileLoop } from "./compile-loop.ts";
import { compilePipeline } from "./compile-pipeline.ts";
import { type Label, type Step, Steps } from "./steps.ts";
import { isTrue } from "./truth.ts";

/** Where `break` and `continue` of a range lead. */
interface LoopLabels {
  readonly next: Label;
  readonly end: Label;
  /** Scopes that are open in the body, the range's own included. */
  readonly scopes: number;
}

/** A template's body as steps. Go's interpreter walks the tree anew each time; what each node does is the same. */
export function compile(body: readonly Statement[]): readonly Step[] {
  const compiler = new BodyCompiler();
  compiler.body(body);
  return compiler.steps.list;
}

class BodyCompiler {
  readonly steps = new Steps();
  readonly #loops: LoopLabels[] = [];
  #scopes = 0;

  body(body: readonly Statement[]): void {
    body.forEach((node) => {
      this.#statement(node);
    });
  }

  #statement(node: Statement): void {
    switch (node.kind) {
      case "text": {
        const { text } = node;
        this.steps.add((machine) => machine.write(text));
        break;
      }
      case "action":
        this.#action(node);
        break;
      case "if":
      case "with":
        this.#ifOrWith(node);
        break;
      case "range":
        this.#range(node);
        break;
      case "template":
        this.#template(node);
        break;
      case "break":
      case "continue":
        this.#jump(node);
    }
  }

  /** Shows a value, unless it goes into a variable. */
  #action(node: ActionNode): void {
    compilePipeline(node.pipe, this.steps);
    if (node.pipe.variables.length > 0) this.steps.add((machine) => machine.pop());
    else {
      this.steps.add((machine) => {
        const value = machine.pop();
        machine.frame.node = node;
        machine.write(typeof value === "string" ? value : actionText(machine, node, value));
      });
    }
  }

  #ifOrWith(node: BranchNode): void {
    const otherwise = this.steps.label();
    const end = this.steps.label();
    this.#enterScope();
    compilePipeline(node.pipe, this.steps);
    const setsDot = node.kind === "with";
    this.steps.add((machine) => {
      const value = machine.pop();
      if (!isTrue(value)) machine.frame.pc = otherwise.pc;
      else if (setsDot) {
        machine.frame.dot = value;
        machine.frame.dotIsInterface = false;
      }
    });
    this.body(node.list);
    if (node.elseList !== undefined) this.steps.jump(end);
    this.steps.place(otherwise);
    this.body(node.elseList ?? []);
    this.steps.place(end);
    this.#leaveScope();
  }

  #range(node: BranchNode): void {
    const labels = { next: this.steps.label(), otherwise: this.steps.label(), end: this.steps.label() };
    this.#enterScope();
    compilePipeline(node.pipe, this.steps);
    compileLoop(node.pipe, this.steps, labels);
    this.#loops.push({ next: labels.next, end: labels.end, scopes: this.#scopes });
    this.body(node.list);
    this.#loops.pop();
    this.steps.jump(labels.next);
    this.steps.place(labels.otherwise);
    this.body(node.elseList ?? []);
    this.steps.place(labels.end);
    this.#leaveScope();
  }

  #jump(node: JumpNode): void {
    const loop = this.#loops.at(-1);
    if (loop === undefined) throw new Error("the parser lets no break or continue stand outside a range");
    const target = node.kind === "break" ? loop.end : loop.next;
    this.steps.add(({ frame }) => {
      frame.scopes.length = loop.scopes;
      frame.pc = target.pc;
    });
  }

  #template(node: TemplateNode): void {
    const { name, pipe } = node;
    this.steps.add((machine) => {
      machine.frame.node = node;
      if (machine.frame.set.lookup(name) === undefined) machine.fail(`template ${quote(name)} not defined`);
      machine.checkTemplateDepth();
    });
    if (pipe !== undefined) compilePipeline(pipe, this.steps);
    this.steps.add((machine) => {
      const dot = pipe === undefined ? undefined : machine.pop();
      machine.enterTemplate(machine.frame.set.require(name), dot);
    });
  }

  #enterScope(): void {
    this.#scopes++;
    this.steps.add(({ frame }) => frame.enterScope());
  }

  #leaveScope(): void {
    this.#scopes--;
    this.steps.add(({ frame }) => frame.leaveScope());
  }
}
