import type { Node, Taint } from "../../cluster/api/node.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import type { Process } from "../../sim/wait.ts";
import { type Command, dryRunFlag, outputFlag, selectorFlag, silentFlags, validateFlag } from "../command.ts";
import { KubectlError, throwAll, usageError } from "../kubectl-error.ts";
import { select } from "../resources/select.ts";
import { changeObjects } from "./change-objects.ts";

interface TaintUpdate {
  readonly set: readonly Taint[];
  /** `effect` undefined: all effects */
  readonly remove: readonly { readonly key: string; readonly effect: string | undefined }[];
}

/** kubectl/pkg/cmd/taint/taint.go */
export const taint: Command = {
  name: "taint",
  flags: [
    flag("all", "bool", "Select all nodes in the cluster."),
    flag("overwrite", "bool", "If true, allow taints to be overwritten."),
    dryRunFlag,
    outputFlag,
    selectorFlag,
    validateFlag,
    ...silentFlags,
  ],

  *run(session, flags, operands): Process<void> {
    const isUpdate = (operand: string): boolean =>
      operand.includes("=") || operand.includes(":") || operand.endsWith("-");
    const first = operands.findIndex(isUpdate);
    if (first < 0) throw new KubectlError("at least one taint update is required");
    const update = parseTaints(operands.slice(first));
    const selection = yield* select(session, flags, operands.slice(0, first));
    const overwrite = flags.bool("overwrite");
    yield* changeObjects(session, flags, selection, {
      manager: { manager: "kubectl-taint" },
      change: (_found, live) => tainted(live as Node, update, overwrite),
      outcome: ({ object }) => outcomeOf(object as Node, update),
    });
  },
};

/** `key=value:Effect`, `key:Effect`, and the same with a dash behind it to remove; @throws KubectlError */
function parseTaints(specs: readonly string[]): TaintUpdate {
  const set: Taint[] = [];
  const remove: { key: string; effect: string | undefined }[] = [];
  for (const spec of specs) {
    const removes = spec.endsWith("-");
    const [pair = "", effect, ...more] = (removes ? spec.slice(0, -1) : spec).split(":");
    const [key = "", value, ...extra] = pair.split("=");
    if (effect === undefined && !isName(pair))
      throw usageError("taint", `invalid taint spec: ${spec}, ${nameRule}`);
    if (more.length > 0 || extra.length > 0 || (!removes && effect === undefined))
      throw usageError("taint", `invalid taint spec: ${spec}`);
    if (effect !== undefined && !["NoSchedule", "PreferNoSchedule", "NoExecute"].includes(effect))
      throw usageError("taint", `invalid taint effect: ${effect}, unsupported taint effect`);
    if (removes) remove.push({ key, effect });
    else set.push({ key, ...(value ? { value } : {}), effect: effect as Taint["effect"] });
  }
  return { set, remove };
}

const isName = (key: string): boolean => /^([^/]+\/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(key);

const nameRule =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

const sameTaint = (a: Pick<Taint, "key" | "effect">, b: Pick<Taint, "key" | "effect">): boolean =>
  a.key === b.key && a.effect === b.effect;

function tainted(node: Node, { set, remove }: TaintUpdate, overwrite: boolean): Node {
  const old = node.spec.taints ?? [];
  const existing = set.filter((each) => old.some((other) => sameTaint(each, other)));
  if (!overwrite && existing.length > 0)
    throw new KubectlError(
      `node ${node.metadata.name} already has ${existing.map(({ key }) => key).join(",")} taint(s) with same effect(s) and --overwrite is false`,
    );
  const missing = remove.filter(({ key, effect }) => !old.some((each) => matches(each, key, effect)));
  throwAll(
    missing.map(({ key, effect }) => {
      const shown = effect === undefined ? key : `${key}:${effect}`;
      return new KubectlError(`taint ${JSON.stringify(shown)} not found`);
    }),
  );
  const kept = old.filter(
    (each) =>
      !set.some((other) => sameTaint(each, other)) &&
      !remove.some(({ key, effect }) => matches(each, key, effect)),
  );
  return { ...node, spec: { ...node.spec, taints: [...set, ...kept] } };
}

const matches = (taint: Taint, key: string, effect: string | undefined): boolean =>
  taint.key === key && (effect === undefined || taint.effect === effect);

function outcomeOf(node: Node, { set, remove }: TaintUpdate): string {
  const old = node.spec.taints ?? [];
  if (set.length === 0) return "untainted";
  const overwrites = set.some((each) => old.some((other) => sameTaint(each, other)));
  return overwrites || remove.length > 0 ? "modified" : "tainted";
}
