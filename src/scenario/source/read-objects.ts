import type { ObjectInput } from "../../cluster/api/object.ts";
import { dottedPath, typeWord } from "../../cluster/api/types/type-problem-text.ts";
import { type TypeProblem, typeProblems } from "../../cluster/api/types/type-problems.ts";
import { readYaml } from "./read-yaml.ts";
import { ProblemList } from "./scenario-error.ts";
import { SourceText } from "./source-text.ts";
import { plainValue, type Tree } from "./tree.ts";

/**
 * The Kubernetes objects of a file with one or more documents; a `List` gives its items. @throws ScenarioError with
 * everything that is no object
 */
export async function readObjects(file: string, text: string): Promise<ObjectInput[]> {
  const problems = new ProblemList(new SourceText(file, text));
  const trees = await readYaml(problems);
  const objects = trees.flatMap((tree) => objectsIn(tree, problems));
  problems.throwIfAny();
  return objects;
}

function objectsIn(tree: Tree, problems: ProblemList): ObjectInput[] {
  if (tree.kind === "scalar" && tree.value === null) return [];
  const items = get(tree, "items");
  if (items?.kind === "list" && textOf(get(tree, "kind")).endsWith("List"))
    return items.items.flatMap((item) => objectsIn(item, problems));
  const metadata = get(tree, "metadata");
  const missing = ["apiVersion", "kind"].filter((key) => textOf(get(tree, key)) === "");
  if (textOf(get(metadata, "name")) === "" && textOf(get(metadata, "generateName")) === "")
    missing.push("metadata.name");
  if (missing.length > 0) {
    problems.add(
      { start: tree.start, end: tree.start + 1 },
      `a Kubernetes object needs ${missing.join(", ")}.`,
    );
    return [];
  }
  const object = plainValue(tree) as ObjectInput;
  for (const problem of typeProblems(object)) {
    const path = dottedPath(problem.path);
    problems.add(
      nodeAt(tree, problem.path),
      problem.type === undefined
        ? `${object.kind} has no field ${path}.`
        : `${path} has to be ${typeWord(problem)}.`,
    );
  }
  return [object];
}

/** The part of an object that a path leads to. */
const nodeAt = (tree: Tree, path: TypeProblem["path"]): Tree =>
  path.reduce<Tree>((node, segment) => {
    const below = typeof segment === "string" ? get(node, segment) : undefined;
    const item = node.kind === "list" && typeof segment === "number" ? node.items[segment] : undefined;
    return below ?? item ?? node;
  }, tree);

const get = (tree: Tree | undefined, key: string): Tree | undefined =>
  tree?.kind === "map" ? tree.entries.find((entry) => entry.key.text === key)?.value : undefined;

const textOf = (tree: Tree | undefined): string => (tree?.kind === "scalar" ? tree.text : "");
