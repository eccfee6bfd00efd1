import type { ObjectInput } from "../cluster/api/object.ts";
import { didYouMean } from "../util/nearest-word.ts";
import type { Fault } from "./faults/fault.ts";
import { defaultNode, defaultScenario, type NodeSpec, type Scenario } from "./scenario.ts";
import { scenarioFile } from "./schema/scenario-schema.ts";
import type { Output } from "./schema/schema.ts";
import { readObjects } from "./source/read-objects.ts";
import { readYaml } from "./source/read-yaml.ts";
import { ProblemList } from "./source/scenario-error.ts";
import { SourceText } from "./source/source-text.ts";
import type { Span } from "./source/tree.ts";

export interface ScenarioSource {
  /** the file's path, for messages and for what stands beside it; `-` for standard input */
  readonly file: string;
  readonly text: string;
  /** Reads a file named in the scenario; the path is joined to the scenario's folder. */
  readonly readFile: (path: string) => string;
}

/** Reads a scenario file. @throws ScenarioError with everything that is wrong in it */
export async function loadScenario({ file, text, readFile }: ScenarioSource): Promise<Scenario> {
  const problems = new ProblemList(new SourceText(file, text));
  const [tree, second] = await readYaml(problems);
  problems.throwIfAny();
  if (second !== undefined)
    problems.add(second, "a scenario file has one document.", "Put the others into files of their own.");
  if (tree === undefined)
    problems.add({ start: 0, end: 1 }, "the file is empty.", "A scenario has at least steps.");
  const content = tree === undefined ? undefined : scenarioFile.read(tree, problems);
  problems.throwIfAny();
  if (content === undefined) throw new Error("a scenario without problems has content");
  const directory = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) || "/" : ".";
  const objectsIn = async (path: string, span: Span): Promise<ObjectInput[]> => {
    const full = path.startsWith("/") || directory === "." ? path : `${directory}/${path}`;
    const text = tryRead(readFile, full);
    if (text !== undefined) return readObjects(full, text);
    problems.add(span, `the file ${full} cannot be read.`, "Paths start in the folder of the scenario.");
    return [];
  };
  const objects: ObjectInput[] = [];
  for (const { path, ...span } of content.cluster?.objects ?? [])
    objects.push(...(await objectsIn(path, span)));
  const nodes = content.cluster?.nodes?.flatMap(expandNode) ?? defaultScenario.nodes;
  const faults: Fault[] = [];
  for (const { at, action, place, span } of content.faults ?? []) {
    if (action.kind === "node-down") checkNode(action.node, nodes, span, problems);
    if (action.kind === "create")
      faults.push({ at, place, action: { kind: "create", objects: await objectsIn(action.path, span) } });
    else faults.push({ at, place, action });
  }
  problems.throwIfAny();
  return {
    name: content.name ?? baseName(file),
    directory,
    helmVersion: content.helm?.version,
    kubernetesVersion: content.kubernetes?.version,
    seed: content.seed ?? defaultScenario.seed,
    start: content.start ?? defaultScenario.start,
    nodes,
    objects,
    latency: content.cluster?.latency ?? defaultScenario.latency,
    references: content.cluster?.references ?? defaultScenario.references,
    images: content.images ?? [],
    containers: content.containers ?? [],
    troubles: defaultScenario.troubles,
    guesses: defaultScenario.guesses,
    load: content.load ?? [],
    faults,
    steps: content.steps,
    expect: content.expect ?? [],
    ignore: content.ignore ?? [],
    snapshot: { ...defaultScenario.snapshot, ...content.snapshot },
    matrix: { ...defaultScenario.matrix, ...content.matrix },
  };
}

function checkNode(name: string, nodes: readonly NodeSpec[], span: Span, problems: ProblemList): void {
  const names = nodes.map((node) => node.name);
  if (names.includes(name)) return;
  const hint = didYouMean(name, names) || `Its nodes are ${names.join(", ")}.`;
  problems.add(span, `the cluster has no node "${name}".`, hint);
}

function tryRead(readFile: (path: string) => string, path: string): string | undefined {
  try {
    return readFile(path);
  } catch {
    return undefined;
  }
}

/** `web.yaml` and `web/scenario.yaml` are both called `web`. */
function baseName(file: string): string {
  const parts = file.split("/").filter((part) => part !== "" && part !== ".");
  const last = parts.at(-1)?.replace(/\.ya?ml$/, "") ?? "scenario";
  return last === "scenario" ? (parts.at(-2) ?? last) : last;
}

type NodeContent = NonNullable<NonNullable<Output<typeof scenarioFile>["cluster"]>["nodes"]>[number];

function expandNode({ name, count, ...spec }: NodeContent): NodeSpec[] {
  const node = (name: string): NodeSpec => ({
    name,
    cpu: spec.cpu ?? defaultNode.cpu,
    memory: spec.memory ?? defaultNode.memory,
    pods: spec.pods ?? defaultNode.pods,
    labels: spec.labels ?? defaultNode.labels,
    taints: spec.taints ?? defaultNode.taints,
  });
  return count === undefined
    ? [node(name)]
    : Array.from({ length: count }, (_, index) => node(`${name}-${index + 1}`));
}
