import { kubernetesRules, newestKubernetes } from "../cluster/kubernetes-rules.ts";
import { columnsFor } from "../kubectl/columns/columns-for.ts";
import type { ObjectName, RecordedWrite, Recording } from "./recording.ts";

/** What one object went through. */
export interface Timeline {
  readonly object: ObjectName;
  /** each state once it is reached; neighbours differ */
  readonly states: readonly TimedState[];
}

export interface TimedState {
  readonly t: number;
  /** the cells that tell it (`0/1 ContainerCreating`, `Complete 1/1`), `there` for kinds without any, `gone` */
  readonly state: string;
}

const stateColumns: ReadonlySet<string> = new Set(["READY", "STATUS", "COMPLETIONS", "RESTARTS"]);

/**
 * What every object went through, in the order in which they came into being. An object that is created anew under
 * the same name goes on in its line.
 */
export function timelines(recording: Recording): Timeline[] {
  const rules = kubernetesRules(recording.kubernetesVersion) ?? kubernetesRules(newestKubernetes);
  const found = new Map<string, { object: ObjectName; states: TimedState[] }>();
  for (const write of recording.objects) {
    const { kind, namespace, name, t } = write;
    const key = `${kind}/${namespace}/${name}`;
    const line = found.get(key) ?? { object: { kind, namespace, name }, states: [] };
    found.set(key, line);
    const state = write.type === "DELETED" || rules === undefined ? "gone" : stateOf(write, rules);
    if (line.states.at(-1)?.state !== state) line.states.push({ t, state });
  }
  return [...found.values()];
}

/** The cells of an object's row that tell its state (see TimedState). */
export function stateOf({ kind, object, t }: RecordedWrite, rules: Parameters<typeof columnsFor>[1]): string {
  const cells = columnsFor(kind, rules)
    .filter(({ name, wide }) => wide !== true && stateColumns.has(name))
    // The number of restarts is a state, how long ago the last one was is not.
    .map((column) => ({
      name: column.name,
      text: column.cell(object, { now: t, rules }).split(" (")[0] ?? "",
    }))
    .filter(({ name, text }) => name !== "RESTARTS" || text !== "0");
  return (
    cells.map(({ name, text }) => (name === "RESTARTS" ? `restarts ${text}` : text)).join(" ") || "there"
  );
}
