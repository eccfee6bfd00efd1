import { type Latency, latencyProfiles } from "../../cluster/latency.ts";
import { describe } from "../source/tree.ts";
import { duration } from "./duration-schema.ts";
import { type Field, object, optional, required } from "./object-schema.ts";
import { quantity } from "./quantity-schema.ts";
import { choice, converted, integer, list, type Schema, text, textMap } from "./schema.ts";

/** A taint as Kubernetes has it. */
export interface TaintSpec {
  readonly key: string;
  readonly value: string | undefined;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

const effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"] as const;

const taintMap: Schema<TaintSpec> = object("a taint", {
  key: required(text(), "the key that a toleration names"),
  value: optional(text(), "its value"),
  effect: required(choice(effects), "what it does to pods that do not tolerate it"),
});

/** `dedicated=db:NoSchedule`, as `kubectl taint` takes it, or a map. */
const taint: Schema<TaintSpec> = {
  json: { anyOf: [{ type: "string", pattern: "^[^=:]+(=[^:]*)?:\\w+$" }, taintMap.json] },
  read(tree, problems) {
    if (tree.kind !== "scalar") return taintMap.read(tree, problems);
    const match = /^([^=:]+)(?:=([^:]*))?:(\w+)$/.exec(tree.text);
    const effect = effects.find((each) => each === match?.[3]);
    if (match !== null && effect !== undefined) return { key: match[1] ?? "", value: match[2], effect };
    problems.add(tree, `expected a taint such as dedicated=db:NoSchedule, found ${describe(tree)}.`);
    return undefined;
  },
};

const node = object("a node", {
  name: required(text(), "the node's name; with a count, node-1, node-2 … come from it"),
  cpu: optional(quantity, "what pods may ask for in all; default 16"),
  memory: optional(quantity, "default 64Gi"),
  pods: optional(integer(0), "how many pods it takes; default 110"),
  labels: optional(textMap, "labels beside the usual ones"),
  taints: optional(list(taint), "taints, as key=value:Effect or as maps"),
  count: optional(integer(1, 5000), "so many nodes alike; default 1"),
});

const latencyKeys = Object.keys(latencyProfiles.lab) as (keyof Latency)[];
const profiles = ["lab", "cloud", "instant"] as const;

const latencyMap = object("a latency profile", {
  profile: optional(choice(profiles), "where the times that are not given come from; default lab"),
  ...(Object.fromEntries(
    latencyKeys.map((key) => [key, optional(duration, `how long this step of the machinery takes (${key})`)]),
  ) as Record<keyof Latency, Field<number, false>>),
});

const latency: Schema<Latency> = {
  json: { anyOf: [{ enum: [...profiles] }, latencyMap.json] },
  read(tree, problems) {
    if (tree.kind !== "map") {
      const name = choice(profiles).read(tree, problems);
      return name === undefined ? undefined : latencyProfiles[name];
    }
    const given = latencyMap.read(tree, problems);
    if (given === undefined) return undefined;
    const base = latencyProfiles[given.profile ?? "lab"];
    return Object.fromEntries(latencyKeys.map((key) => [key, given[key] ?? base[key]])) as unknown as Latency;
  },
};

/** A path, with the span to blame where the file cannot be read. */
const filePath = converted(text("a file's path"), (path, { start, end }) => ({ path, start, end }));

export const cluster = object("the cluster", {
  nodes: optional(
    converted(list(node), (nodes, tree, problems) => {
      if (nodes.length === 0) problems.add(tree, "a cluster needs a node.", "Without nodes it has three.");
      const twice = nodes.find(({ name }, at) => nodes.findIndex((other) => other.name === name) < at);
      if (twice !== undefined)
        problems.add(tree, `two nodes are called "${twice.name}".`, "count: 2 makes two of one.");
      return nodes;
    }),
    "its nodes; default: three of 16 CPUs and 64Gi",
  ),
  objects: optional(list(filePath), "files of objects that are there before the first step"),
  latency: optional(latency, "how long the machinery takes: a profile, or single times"),
  references: optional(
    choice(["assume", "absent"] as const),
    "what pods need and no manifest declares: there (assume, the default) or not",
  ),
});
