import { TemplateError } from "./template-error.ts";

/**
 * What an execution may use up, shared by everything it calls. Real Helm has no such bounds: it runs until its memory
 * ends. Past one of these, execution ends in a TemplateError with the code `template-limit`.
 */
export class Budget {
  #steps: number;
  #output: number;
  readonly #maxText: number;

  /**
   * `steps`: nodes evaluated, where long results of functions count as several; `output`: UTF-16 units written;
   * `text`: length of one string that a function returns.
   */
  constructor({ steps = 20_000_000, output = 256 << 20, text = 16 << 20 } = {}) {
    this.#steps = steps;
    this.#output = output;
    this.#maxText = text;
  }

  step(count = 1): void {
    this.#steps -= count;
    if (this.#steps < 0) throw limit("takes too many steps; does it recurse or loop without end?");
  }

  write(length: number): void {
    this.#output -= length;
    if (this.#output < 0) throw limit("writes too much output");
  }

  text(length: number): void {
    if (length > this.#maxText) throw limit("builds a string that is too long");
    this.#steps -= length >> 3;
  }

  list(length: number): void {
    this.#steps -= length;
  }
}

/** An error of the bounds, not of the template's language: nothing on the way up rewords it. */
export function limit(what: string): TemplateError {
  return new TemplateError("template-limit", `the template ${what}`, {
    hint: "Real Helm would go on until it runs out of memory or patience; look for a missing end condition.",
  });
}
