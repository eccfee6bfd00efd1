import { Builtin } from "../builtins/builtin.ts";
import { and, or } from "../builtins/builtins.ts";
import type {
  ChainNode,
  CommandNode,
  IdentifierNode,
  Node,
  PipeNode,
  VariableNode,
  Word,
} from "../parse/ast.ts";
import { nodeText } from "../parse/node-text.ts";
import { quote } from "../text/quote.ts";
import { literalArgument, nilArgument, Problem } from "./argument.ts";
import { followFields, requireMethod } from "./follow-fields.ts";
import type { Machine } from "./machine.ts";
import type { Operand } from "./operand.ts";
import { at, dotOf, literalOf, operandOf, type Source, variableOf } from "./source.ts";
import type { Label, Step, Steps } from "./steps.ts";
import { isTrue } from "./truth.ts";
import { assignStep, declareStep } from "./variable-steps.ts";

/** What follows the first word of a command; `hasFinal`: an operand, the pipeline's value so far, comes last. */
interface Arguments {
  readonly words: readonly Word[];
  readonly hasFinal: boolean;
}

const NONE: Arguments = { words: [], hasFinal: false };

/**
 * A pipeline as steps that leave its value as an operand, also where variables receive it. Every step first says where
 * it is (`node`): an error points at the node that was entered last, as in Go.
 */
export function compilePipeline(pipe: PipeNode, steps: Steps): void {
  new PipelineCompiler(steps).pipeline(pipe);
}

class PipelineCompiler {
  readonly #steps: Steps;

  constructor(steps: Steps) {
    this.#steps = steps;
  }

  pipeline(pipe: PipeNode): void {
    // Parentheses that are given arguments are the one thing that fails before it has said where it is.
    if (pipe.commands[0]?.words[0].kind === "pipe") this.#at(pipe);
    pipe.commands.forEach((command, i) => {
      this.#command(command, i > 0);
    });
    for (const name of pipe.variables) this.#steps.add(pipe.isAssign ? assignStep(name) : declareStep(name));
  }

  #command(command: CommandNode, hasFinal: boolean): void {
    const first = command.words[0];
    const args = command.words.length > 1 || hasFinal ? { words: command.words.slice(1), hasFinal } : NONE;
    switch (first.kind) {
      case "identifier":
        this.#call(first, command, args, false);
        break;
      case "field":
        this.#fields(first, at(first, dotOf), first.names, args, false);
        break;
      case "chain":
        this.#chain(first, args, false);
        break;
      case "pipe":
        if (isNone(args)) this.pipeline(first);
        else this.#steps.add((machine) => machine.fail(takesNothing(first)));
        break;
      case "variable":
        this.#variable(first, args);
        break;
      case "dot":
        this.#plain(first, args, dotOf);
        break;
      case "nil":
        this.#plain(first, args, (machine) => machine.fail("nil is not a command"));
        break;
      default:
        this.#plain(first, args, literalOf(first));
    }
  }

  /** A command that is a mere value. */
  #plain(node: Word, args: Arguments, source: Source): void {
    const value = at(node, isNone(args) ? source : (machine) => machine.fail(takesNothing(node)));
    this.#steps.add((machine) => machine.operands.push(value(machine) ?? undefined));
  }

  #variable(node: VariableNode, args: Arguments): void {
    const source = at(node, variableOf(node));
    if (node.fields.length > 0 || isNone(args)) {
      this.#fields(node, source, node.fields, args, false);
      return;
    }
    this.#steps.add((machine) => {
      // That the variable is unknown comes before that it takes no arguments.
      source(machine);
      machine.fail(takesNothing(node));
    });
  }

  #chain(node: ChainNode, args: Arguments, keepsNil: boolean): void {
    const { base } = node;
    this.#at(node);
    if (base.kind === "pipe") this.pipeline(base);
    else this.#call(base, base, NONE, true);
    this.#fields(node, operandOf, node.fields, args, keepsNil);
  }

  /** `.a.b`: a value, or with arguments the call of the method that is last. */
  #fields(node: Node, source: Source, names: readonly string[], args: Arguments, keepsNil: boolean): void {
    if (isNone(args)) {
      this.#steps.add((machine) => {
        const value = followFields(machine, source(machine), names, node);
        machine.operands.push(keepsNil ? value : (value ?? undefined));
      });
      return;
    }
    const { hasFinal, words } = args;
    const path = names.slice(0, -1);
    const name = names.at(-1) ?? "";
    const end = this.#steps.label();
    this.#steps.add((machine) => {
      const func = requireMethod(machine, followFields(machine, source(machine), path, node), name);
      if (func !== undefined) {
        const start = machine.operands.size;
        machine.begin({ func, name, node, hasFinal, start, callee: undefined, keepsNil }, words.length);
        return;
      }
      if (hasFinal) machine.pop();
      machine.operands.push(undefined);
      machine.frame.pc = end.pc;
    });
    this.#arguments(words);
    this.#steps.add((machine) => machine.finishCall());
    this.#steps.place(end);
  }

  /** `node` is what a failing call points at: the command, or the bare name where it is an argument. */
  #call(identifier: IdentifierNode, node: Node, { words, hasFinal }: Arguments, keepsNil: boolean): void {
    const { name } = identifier;
    const callee = words[0] === undefined ? undefined : nodeText(words[0]);
    this.#steps.add((machine) => {
      machine.frame.node = identifier;
      const func = machine.frame.set.func(name) ?? machine.fail(`${quote(name)} is not a defined function`);
      const start = machine.operands.size;
      machine.begin({ func, name, node, hasFinal, start, callee, keepsNil }, words.length);
    });
    const end = this.#steps.label();
    this.#arguments(words, name === "and" || name === "or" ? end : undefined);
    this.#steps.add((machine) => machine.finishCall());
    this.#steps.place(end);
  }

  /** `decided`: where `and` and `or` go once an argument has settled their result. */
  #arguments(words: readonly Word[], decided?: Label): void {
    words.forEach((word) => {
      this.#argument(word);
      if (decided !== undefined) this.#steps.add(decisionStep(decided));
    });
  }

  #argument(word: Word): void {
    switch (word.kind) {
      case "pipe":
        this.#at(word);
        this.pipeline(word);
        break;
      case "identifier":
        this.#call(word, word, NONE, true);
        break;
      case "chain":
        this.#chain(word, NONE, true);
        break;
      case "field":
        this.#valueArgument(word, dotOf, word.names);
        return;
      case "variable":
        this.#valueArgument(word, variableOf(word), word.fields);
        return;
      case "dot":
        this.#valueArgument(word, dotOf, []);
        return;
      case "nil":
        this.#typedArgument(word, nilArgument);
        return;
      default:
        this.#typedArgument(word, (type) => literalArgument(word, type));
        return;
    }
    this.#steps.add((machine) => machine.addArgument(machine.pop()));
  }

  #valueArgument(node: Word, source: Source, names: readonly string[]): void {
    const base = at(node, source);
    this.#steps.add((machine) => machine.addArgument(followFields(machine, base(machine), names, node)));
  }

  /** An argument whose value depends on the parameter's type. */
  #typedArgument(node: Word, value: (type: string) => Operand | Problem): void {
    this.#steps.add((machine: Machine) => {
      machine.frame.node = node;
      const argument = value(machine.nextParameter());
      if (argument instanceof Problem) machine.fail(argument.message);
      machine.operands.push(argument);
    });
  }

  #at(node: Node): void {
    this.#steps.add(({ frame }) => {
      frame.node = node;
    });
  }
}

function isNone({ words, hasFinal }: Arguments): boolean {
  return words.length === 0 && !hasFinal;
}

function takesNothing(node: Word): string {
  return `can't give argument to non-function ${nodeText(node)}`;
}

/** After an argument of `and` or `or`: the first false or true one is the result. */
function decisionStep(decided: Label): Step {
  return (machine) => {
    const { func } = machine.innermostCall();
    if (!(func instanceof Builtin) || (func !== and && func !== or)) return;
    if (isTrue(machine.operands.top) !== (func === or)) return;
    machine.decideCall();
    machine.frame.pc = decided.pc;
  };
}
