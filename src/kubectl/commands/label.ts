import type { KubeObject } from "../../cluster/api/object.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import type { Process } from "../../sim/wait.ts";
import { compareStrings } from "../../util/compare-strings.ts";
import { type Command, changeFlags } from "../command.ts";
import { KubectlError } from "../kubectl-error.ts";
import { type Found, select } from "../resources/select.ts";
import type { Session } from "../session.ts";
import { changeObjects } from "./change-objects.ts";

type Marks = Readonly<Record<string, string>>;

interface Update {
  readonly set: ReadonlyMap<string, string>;
  readonly remove: readonly string[];
}

const flags = [
  flag("all", "bool", "Select all resources, in the namespace of the specified resource types."),
  flag("all-namespaces", "bool", "If true, check the specified action in all namespaces.", {
    shorthand: "A",
  }),
  flag("field-selector", "string", "Selector (field query) to filter on."),
  flag("overwrite", "bool", "If true, allow labels to be overwritten."),
  flag("resource-version", "string", "If non-empty, only succeed if this is the current resource-version."),
  ...changeFlags,
];

/** kubectl/pkg/cmd/label/label.go */
export const label: Command = {
  name: "label",
  flags,
  *run(session, values, operands): Process<void> {
    const { objects, update } = parseUpdates(operands, "label");
    const selection = yield* select(session, values, objects);
    yield* changeObjects(session, values, selection, {
      manager: { manager: "kubectl-label" },
      change: (_found, live) =>
        changed(live, "labels", update, (key, value) => {
          if (!values.bool("overwrite"))
            throw new KubectlError(`'${key}' already has a value (${value}), and --overwrite is false`);
        }),
      outcome: (found, differs) => labelOutcome(session, found, update, differs),
    });
  },
};

/** kubectl/pkg/cmd/annotate/annotate.go */
export const annotate: Command = {
  name: "annotate",
  flags,
  *run(session, values, operands): Process<void> {
    const { objects, update } = parseUpdates(operands, "annotation");
    const selection = yield* select(session, values, objects);
    yield* changeObjects(session, values, selection, {
      manager: { manager: "kubectl-annotate" },
      change: (_found, live) =>
        changed(live, "annotations", update, (key, value) => {
          if (!values.bool("overwrite"))
            throw new KubectlError(
              `--overwrite is false but found the following declared annotation(s): '${key}' already has a value (${value})`,
            );
        }),
      outcome: () => "annotated",
    });
  },
};

/** Operands up to the first `key=value` or `key-` name objects. */
function parseUpdates(
  operands: readonly string[],
  what: string,
): { objects: readonly string[]; update: Update } {
  const isUpdate = (operand: string): boolean => operand.includes("=") || operand.endsWith("-");
  const first = operands.findIndex(isUpdate);
  if (first < 0) throw new KubectlError(`at least one ${what} update is required`);
  const set = new Map<string, string>();
  const remove: string[] = [];
  for (const operand of operands.slice(first)) {
    const at = operand.indexOf("=");
    if (at > 0) set.set(operand.slice(0, at), operand.slice(at + 1));
    else if (operand.endsWith("-")) remove.push(operand.slice(0, -1));
    else throw new KubectlError(`unknown ${what} spec: ${operand}`);
  }
  const both = remove.find((key) => set.has(key));
  if (both !== undefined)
    throw new KubectlError(`can not both modify and remove a ${what} in the same command`);
  return { objects: operands.slice(0, first), update: { set, remove } };
}

/** `refuse` is told of every value that would be overwritten. */
function changed(
  live: KubeObject,
  field: "labels" | "annotations",
  { set, remove }: Update,
  refuse: (key: string, value: string) => void,
): KubeObject {
  const old: Marks = live.metadata[field] ?? {};
  for (const [key, value] of set) {
    const present = old[key];
    if (present !== undefined && present !== value) refuse(key, present);
  }
  const same = [...set].every(([key, value]) => old[key] === value) && remove.every((key) => !(key in old));
  if (same) return live;
  const kept = Object.entries(old).filter(([key]) => !remove.includes(key));
  const marks = Object.fromEntries([...kept, ...set].sort(([a], [b]) => compareStrings(a, b)));
  return { ...live, metadata: { ...live.metadata, [field]: marks } };
}

function labelOutcome(
  session: Session,
  { object }: Found,
  { set, remove }: Update,
  differs: boolean,
): string {
  const labels = object.metadata.labels ?? {};
  for (const key of remove)
    if (!(key in labels)) session.output.line(`label ${JSON.stringify(key)} not found.`);
  if (!differs) return "not labeled";
  return set.size === 0 ? "unlabeled" : "labeled";
}
