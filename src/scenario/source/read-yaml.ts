import type { Document, Node } from "yaml";
import type { ProblemList } from "./scenario-error.ts";
import type { ScalarTree, Span, Tree } from "./tree.ts";

type Yaml = typeof import("yaml");

/**
 * Reads every document of a YAML 1.2 text; mistakes go to `problems`. The parser is loaded on first use: most runs of
 * the command read no scenario.
 */
export async function readYaml(problems: ProblemList): Promise<Tree[]> {
  const yaml = await import("yaml");
  const trees: Tree[] = [];
  try {
    readDocuments(yaml, problems, trees);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.add({ start: 0, end: 1 }, "the file is nested too deeply to be read.", "Nest it less deeply.");
  }
  return trees;
}

function readDocuments(yaml: Yaml, problems: ProblemList, trees: Tree[]): void {
  const documents = yaml.parseAllDocuments(problems.source.text, { prettyErrors: false });
  for (const document of Array.isArray(documents) ? documents : []) {
    for (const { message, pos } of document.errors) {
      // the parser keeps an error of the engine as one of the text
      if (message.includes("call stack")) throw new RangeError(message);
      problems.add({ start: pos[0], end: pos[1] }, `${message.replace(/\.$/, "")}.`);
    }
    if (document.contents !== null && document.errors.length === 0)
      trees.push(new TreeBuilder(yaml, document, problems).build(document.contents));
  }
}

/** How many nodes a document may come to once its aliases are what they stand for. */
const mostNodes = 100_000;

class TreeBuilder {
  private nodes = 0;

  constructor(
    private readonly yaml: Yaml,
    private readonly document: Document,
    private readonly problems: ProblemList,
  ) {}

  /** `parents`: the nodes that this one stands in, so that an alias to one of them is no endless loop. */
  build(node: Node, parents: readonly Node[] = []): Tree {
    const { yaml } = this;
    const span = spanOf(node);
    if (++this.nodes > mostNodes) return this.tooMuch(span);
    if (yaml.isAlias(node)) {
      const target = node.resolve(this.document);
      if (target !== undefined && !parents.includes(target))
        return { ...this.build(target, parents), ...span };
      this.problems.add(span, `the alias *${node.source} stands inside what it names.`);
    }
    const inside = [...parents, node];
    if (yaml.isSeq(node))
      return { kind: "list", items: node.items.map((item) => this.build(item as Node, inside)), ...span };
    if (yaml.isMap(node)) {
      const entries = node.items.map(({ key, value }) => {
        const name = this.key(key as Node);
        const absent: ScalarTree = {
          kind: "scalar",
          value: null,
          text: "",
          start: name.start,
          end: name.end,
        };
        return { key: name, value: value === null ? absent : this.build(value as Node, inside) };
      });
      return { kind: "map", entries, ...span };
    }
    return scalar(yaml.isScalar(node) ? node.value : null, node, span);
  }

  private tooMuch(span: Span): Tree {
    if (this.nodes === mostNodes + 1)
      this.problems.add(span, "the aliases of the file stand for too much.", "Use fewer of them.");
    return { kind: "scalar", value: null, text: "", ...span };
  }

  private key(node: Node): ScalarTree {
    const tree = this.build(node);
    if (tree.kind === "scalar") return tree;
    this.problems.add(tree, "a key must be a plain word.", "Put it in quotes if it is one.");
    return { kind: "scalar", value: "", text: "", start: tree.start, end: tree.end };
  }
}

function scalar(value: unknown, node: Node, span: Span): ScalarTree {
  const source = (node as { readonly source?: string }).source;
  const known =
    typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
  const text = typeof known === "string" ? known : (source ?? (known === null ? "" : String(known)));
  return { kind: "scalar", value: known, text, ...span };
}

function spanOf(node: Node): Span {
  const [start, end] = node.range ?? [0, 0];
  return { start, end: Math.max(end, start + 1) };
}
