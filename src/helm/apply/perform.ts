import type { Process } from "../../sim/wait.ts";
import type { Resource } from "../resource.ts";
import type { Session } from "../session.ts";
import type { Settled } from "../task-group.ts";

/**
 * Does something to every resource (pkg/kube/client.go, batchPerform): at the same time within a run of equal kinds,
 * one run after the other. A failure stops nothing. The results come in the order of the resources.
 */
export function* performBatches<T>(
  session: Session,
  resources: readonly Resource[],
  name: string,
  action: (resource: Resource) => Process<T>,
): Process<readonly Settled<T>[]> {
  const results: Settled<T>[] = [];
  for (const run of runsOfEqualKind(resources))
    results.push(...(yield* session.tasks.all(name, run.map(action))));
  return results;
}

/** The kind alone makes a run: `v1 Event` and `events.k8s.io/v1 Event` share one. */
function runsOfEqualKind(resources: readonly Resource[]): readonly (readonly Resource[])[] {
  const runs: Resource[][] = [];
  for (const resource of resources) {
    const last = runs.at(-1);
    if (last !== undefined && last[0]?.kind === resource.kind) last.push(resource);
    else runs.push([resource]);
  }
  return runs;
}
