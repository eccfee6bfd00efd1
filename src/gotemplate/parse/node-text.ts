import { quote } from "../text/quote.ts";
import type { BranchNode, CommandNode, Node, PipeNode, Statement } from "./ast.ts";

/** A node as error messages show it, in Go's canonical spelling. */
export function nodeText(node: Node): string {
  switch (node.kind) {
    case "text":
      return node.text;
    case "action":
      return `{{${nodeText(node.pipe)}}}`;
    case "if":
    case "with":
    case "range":
      return branchText(node);
    case "template":
      return `{{template ${quote(node.name)}${node.pipe === undefined ? "" : ` ${nodeText(node.pipe)}`}}}`;
    case "break":
    case "continue":
      return `{{${node.kind}}}`;
    case "pipe":
      return pipeText(node);
    case "command":
      return commandText(node);
    case "identifier":
      return node.name;
    case "field":
      return node.names.map((name) => `.${name}`).join("");
    case "variable":
      return [node.name, ...node.fields].join(".");
    case "chain": {
      const base = nodeText(node.base);
      return [node.base.kind === "pipe" ? `(${base})` : base, ...node.fields].join(".");
    }
    case "dot":
      return ".";
    case "nil":
      return "nil";
    case "bool":
      return String(node.value);
    case "number":
      return node.text;
    case "string":
      return node.quoted;
  }
}

function pipeText(pipe: PipeNode): string {
  const commands = pipe.commands.map(nodeText).join(" | ");
  if (pipe.variables.length === 0) return commands;
  return `${pipe.variables.join(", ")} ${pipe.isAssign ? "=" : ":="} ${commands}`;
}

function commandText(command: CommandNode): string {
  return command.words
    .map((word) => (word.kind === "pipe" ? `(${nodeText(word)})` : nodeText(word)))
    .join(" ");
}

function branchText(node: BranchNode): string {
  const otherwise = node.elseList === undefined ? "" : `{{else}}${bodyText(node.elseList)}`;
  return `{{${node.kind} ${nodeText(node.pipe)}}}${bodyText(node.list)}${otherwise}{{end}}`;
}

function bodyText(body: readonly Statement[]): string {
  return body.map(nodeText).join("");
}
