import type { Place } from "../../util/errors.ts";
import { didYouMean, nearestWord } from "../../util/nearest-word.ts";
import type { FaultAction, FaultObject } from "../faults/fault.ts";
import { describe } from "../source/tree.ts";
import { duration, lasting } from "./duration-schema.ts";
import { type Field, object, optional, required } from "./object-schema.ts";
import { boolean, choice, converted, integer, type Schema, scalar, text } from "./schema.ts";

/** What a fault does as the file has it: a file of objects is read later, and a node's name is checked later. */
export type FaultContent =
  | Exclude<FaultAction, { readonly kind: "create" }>
  | { readonly kind: "create"; readonly path: string };

/** One entry of `faults:`. */
export interface FaultRule {
  readonly at: number;
  readonly action: FaultContent;
  readonly place: Place;
  /** where the entry stands, for problems that show later */
  readonly span: { readonly start: number; readonly end: number };
}

const forever = Number.POSITIVE_INFINITY;

const at = required(duration, "when it happens, counted from the start of the run");
const lasts = optional(lasting, "how long it lasts; default: forever");

const objectPattern = "^[A-Za-z][\\w.-]*/[^/\\s]+$";
const objectName = scalar<Pick<FaultObject, "kind" | "name">>(
  "an object such as Secret/app-tls or Certificate.cert-manager.io/tls",
  { type: "string", pattern: objectPattern },
  ({ text }) => {
    const [kind = "", name = ""] = text.split("/");
    return new RegExp(objectPattern).test(text) ? { kind, name } : undefined;
  },
);
const namespace = optional(text(), "the object's namespace; default: the one that commands use");

const targetFields = {
  workload: optional(
    text(),
    "the workload at the top of the pod's owners: Deployment/web; * and ? are wildcards",
  ),
  pod: optional(text(), "the pod's name"),
};
const podTarget = object("the pod", targetFields);
const containerTarget = object("the container", {
  ...targetFields,
  container: optional(text(), "the container's name"),
});

const conditionChange = object("set", {
  object: required(objectName, "the object, such as Certificate.cert-manager.io/tls"),
  namespace,
  condition: required(text(), "the condition's type: Ready"),
  status: optional(text(), "its status; default True"),
  reason: optional(text(), "its reason; default Set"),
  message: optional(text(), "its message"),
});

/** A kind of fault: its keys, and what they come to. The first key tells the kinds apart. */
interface FaultKind {
  readonly key: string;
  readonly schema: Schema<{ readonly at: number; readonly action: FaultContent }>;
}

function faultKind<F extends Readonly<Record<string, Field<unknown>>>>(
  key: string & keyof F,
  fields: F,
  actionOf: (content: ReturnType<ReturnType<typeof object<F>>["read"]> & object) => FaultContent,
): FaultKind {
  const schema = object(`a fault with "${key}"`, { at, ...fields }) as Schema<
    Readonly<Record<string, unknown>>
  >;
  return {
    key,
    schema: {
      json: schema.json,
      read(tree, problems) {
        const content = schema.read(tree, problems);
        const needed = ["at", ...Object.keys(fields).filter((each) => fields[each]?.required)];
        if (content === undefined || needed.some((each) => content[each] === undefined)) return undefined;
        return { at: content["at"] as number, action: actionOf(content as never) };
      },
    },
  };
}

const kinds: readonly FaultKind[] = [
  faultKind(
    "node",
    {
      node: required(text("a node's name"), "the node that cannot be reached; what runs there goes on"),
      down: required(lasting, "for how long"),
    },
    ({ node, down }) => ({ kind: "node-down", node, for: down }),
  ),
  faultKind(
    "registry",
    {
      registry: required(choice(["down"] as const), "image registries do not answer"),
      images: optional(text(), "the images that cannot be pulled; * and ? are wildcards; default: all"),
      for: lasts,
    },
    ({ images = "*", for: time = forever }) => ({ kind: "registry-down", images, for: time }),
  ),
  faultKind(
    "apiServer",
    {
      apiServer: required(choice(["slow"] as const), "every call to the API server takes longer"),
      by: required(duration, "by how much"),
      for: lasts,
    },
    ({ by, for: time = forever }) => ({ kind: "slow-api-server", by, for: time }),
  ),
  faultKind(
    "container",
    {
      container: required(containerTarget, "a running container that is killed: the first that fits"),
      exitCode: optional(integer(0, 255), "what it exits with; default 137"),
      oomKilled: optional(boolean, "it is killed for its memory"),
    },
    ({ container, exitCode = 137, oomKilled = false }) => ({
      kind: "kill",
      target: container,
      code: exitCode,
      oomKilled,
    }),
  ),
  faultKind(
    "evict",
    {
      evict: required(podTarget, "a running pod that its node gets rid of: the first that fits"),
      resource: optional(
        choice(["memory", "ephemeral-storage", "pids"] as const),
        "what the node is short of; default memory",
      ),
    },
    ({ evict, resource = "memory" }) => ({
      kind: "evict",
      target: { ...evict, container: undefined },
      resource,
    }),
  ),
  faultKind("set", { set: required(conditionChange, "a condition that an operator writes") }, ({ set }) => ({
    kind: "condition",
    object: { ...set.object, namespace: set.namespace },
    condition: {
      type: set.condition,
      status: set.status ?? "True",
      reason: set.reason ?? "Set",
      message: set.message ?? "",
    },
  })),
  faultKind(
    "create",
    { create: required(text("a file's path"), "a file of objects that somebody else creates") },
    ({ create }) => ({ kind: "create", path: create }),
  ),
  faultKind(
    "delete",
    { delete: required(objectName, "an object that somebody else deletes"), namespace },
    ({ delete: name, namespace }) => ({ kind: "delete", object: { ...name, namespace } }),
  ),
];

const kindKeys = kinds.map(({ key }) => key);

/** One of the kinds of faults, told apart by their keys. */
const anyFault: FaultKind["schema"] = {
  json: { anyOf: kinds.map(({ schema }) => schema.json) },
  read(tree, problems) {
    if (tree.kind !== "map") {
      problems.add(tree, `expected a fault, which is a map, found ${describe(tree)}.`);
      return undefined;
    }
    const keys = tree.entries.map(({ key }) => key.text);
    const kind = kinds.find(({ key }) => keys.includes(key));
    if (kind !== undefined) return kind.schema.read(tree, problems);
    const mistyped = tree.entries.find(({ key }) => key.text !== "at" && nearestWord(key.text, kindKeys));
    problems.add(
      mistyped?.key ?? { start: tree.start, end: tree.start + 1 },
      `a fault needs one of the keys ${kindKeys.join(", ")}.`,
      mistyped === undefined ? "" : didYouMean(mistyped.key.text, kindKeys),
    );
    return undefined;
  },
};

export const fault: Schema<FaultRule> = converted(anyFault, (rule, tree, problems) => ({
  ...rule,
  place: problems.source.placeOf(tree.start),
  span: { start: tree.start, end: tree.start + 1 },
}));
