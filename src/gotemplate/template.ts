import { compile } from "./exec/compile.ts";
import type { Step } from "./exec/steps.ts";
import { isEmptyBody, type Tree } from "./parse/ast.ts";

/** A parsed template, compiled when it is first executed. */
export class Template {
  readonly #tree: Tree;
  #steps: readonly Step[] | undefined;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  get name(): string {
    return this.#tree.name;
  }

  /** Name of the file it was defined in. */
  get file(): string {
    return this.#tree.parseName;
  }

  /** That file's text. */
  get text(): string {
    return this.#tree.text;
  }

  get isEmpty(): boolean {
    return isEmptyBody(this.#tree.root);
  }

  get steps(): readonly Step[] {
    this.#steps ??= compile(this.#tree.root);
    return this.#steps;
  }
}
