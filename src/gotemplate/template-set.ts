import type { Budget } from "./budget.ts";
import type { Builtin } from "./builtins/builtin.ts";
import { builtins } from "./builtins/builtins.ts";
import { Machine } from "./exec/machine.ts";
import { type GoRules, goRules } from "./go-rules.ts";
import { parseTemplate } from "./parse/parse-tree.ts";
import { Template } from "./template.ts";
import { quote } from "./text/quote.ts";
import type { GoFunc, Value } from "./value.ts";

/** What naming a key that a map does not have gives: nothing, the zero value of the map's elements, or an error. */
export type MissingKey = "invalid" | "zero" | "error";

export interface TemplateSetOptions {
  /** Name of the set; only the error about a template that is not there has it. */
  readonly name?: string;
  /** Functions besides those of the language, which they may replace. */
  readonly funcs?: ReadonlyMap<string, GoFunc>;
  /** A Go release such as `1.23` or `go1.25.9`, or its rules. */
  readonly goVersion: string | GoRules;
  readonly missingKey?: MissingKey;
}

/** Templates that can call each other, with the functions they may use: Go's template.Template and its associates. */
export class TemplateSet {
  readonly name: string;
  readonly rules: GoRules;
  readonly missingKey: MissingKey;
  #funcs: ReadonlyMap<string, GoFunc>;
  /** Functions of this set alone; they come before the others. */
  #ownFuncs: ReadonlyMap<string, GoFunc> = new Map();
  #templates: Map<string, Template> = new Map();
  /** Templates that a set and its clones share, and do not change; those of the same name above come before them. */
  #shared: ReadonlyMap<string, Template> = new Map();
  /** What texts were parsed to, for a set and its clones: charts give `tpl` the same texts again and again. */
  #parsed: Map<string, readonly Template[]> = new Map();

  constructor({ name = "", funcs = new Map(), goVersion, missingKey = "invalid" }: TemplateSetOptions) {
    this.name = name;
    this.rules = typeof goVersion === "string" ? goRules(goVersion) : goVersion;
    this.missingKey = missingKey;
    this.#funcs = funcs;
  }

  /**
   * Parses a text and adds it and its definitions; later ones replace earlier ones of the same name, unless they are
   * blank. Returns the template of the text itself, blank or not. Throws a TemplateError.
   */
  parse(name: string, text: string): Template {
    let main: Template | undefined;
    for (const template of this.#parseOnce(name, text)) {
      if (template.name === name) main = template;
      if (!template.isEmpty || this.lookup(template.name) === undefined)
        this.#templates.set(template.name, template);
    }
    if (main === undefined) throw new Error("a parse yields at least the text's own tree");
    return main;
  }

  #parseOnce(name: string, text: string): readonly Template[] {
    const key = `${name}\0${text}`;
    let templates = this.#parsed.get(key);
    if (templates === undefined) {
      const functions = {
        has: (word: string) => this.func(word) !== undefined,
        all: () => [...this.#ownFuncs.keys(), ...this.#funcs.keys(), ...builtins.keys()],
      };
      templates = Array.from(
        parseTemplate(name, text, functions, this.rules).values(),
        (tree) => new Template(tree),
      );
      this.#parsed.set(key, templates);
    }
    return templates;
  }

  lookup(name: string): Template | undefined {
    return this.#templates.get(name) ?? this.#shared.get(name);
  }

  /** As lookup, but throws Go's error for a template that is not there. */
  require(name: string): Template {
    const template = this.lookup(name);
    if (template !== undefined) return template;
    throw new Error(`template: no template ${quote(name)} associated with template ${quote(this.name)}`);
  }

  /** Names of all templates, in the order in which they were first added. */
  get names(): string[] {
    return [...new Set([...this.#shared.keys(), ...this.#templates.keys()])];
  }

  func(name: string): GoFunc | Builtin | undefined {
    return this.#ownFuncs.get(name) ?? this.#funcs.get(name) ?? builtins.get(name);
  }

  /** The output of a template, given itself or by its name, for a dot. Throws a TemplateError. */
  execute(template: string | Template, data: Value, budget: Budget): string {
    const found = typeof template === "string" ? this.require(template) : template;
    return new Machine(this, found, data, budget).run();
  }

  /** A set to which templates can be added without changing this one; `funcs` replace functions in it. */
  clone(funcs: ReadonlyMap<string, GoFunc> = new Map()): TemplateSet {
    const { name, rules, missingKey } = this;
    const copy = new TemplateSet({ name, funcs: this.#funcs, goVersion: rules, missingKey });
    copy.#ownFuncs = new Map([...this.#ownFuncs, ...funcs]);
    if (this.#shared.size === 0) {
      this.#shared = this.#templates;
      this.#templates = new Map();
    }
    copy.#shared = this.#shared;
    copy.#templates = new Map(this.#templates);
    // Functions with new names would make the same text mean something else.
    if ([...funcs.keys()].every((func) => this.func(func) !== undefined)) copy.#parsed = this.#parsed;
    return copy;
  }
}
