import type { Node } from "../../api/node.ts";
import { isReady, type Pod } from "../../api/pod.ts";
import type { DaemonSet } from "../../api/workloads.ts";
import { revisionLabel } from "../controller-revisions.ts";
import { availableIn } from "../pod-availability.ts";
import { belongsOn } from "./daemon-placement.ts";

/** What a DaemonSet's status is now (pkg/controller/daemon/daemon_controller.go, updateDaemonSetStatus). */
export function daemonStatus(
  set: DaemonSet,
  revision: string,
  nodes: readonly Node[],
  podsOn: ReadonlyMap<string, readonly Pod[]>,
  now: number,
): DaemonSet["status"] {
  let desired = 0;
  let current = 0;
  let misscheduled = 0;
  let ready = 0;
  let updated = 0;
  let available = 0;
  for (const node of nodes) {
    // The oldest pod of a node speaks for it.
    const [pod] = podsOn.get(node.metadata.name) ?? [];
    if (!belongsOn(set, node).run) {
      if (pod !== undefined) misscheduled++;
      continue;
    }
    desired++;
    if (pod === undefined) continue;
    current++;
    if (isReady(pod)) ready++;
    if (availableIn(pod, set.spec.minReadySeconds ?? 0, now) === 0) available++;
    if (pod.metadata.labels?.[revisionLabel] === revision) updated++;
  }
  const { collisionCount } = set.status;
  return {
    currentNumberScheduled: current,
    numberMisscheduled: misscheduled,
    desiredNumberScheduled: desired,
    numberReady: ready,
    ...(set.metadata.generation === undefined ? {} : { observedGeneration: set.metadata.generation }),
    ...(updated === 0 ? {} : { updatedNumberScheduled: updated }),
    ...(available === 0 ? {} : { numberAvailable: available }),
    ...(desired === available ? {} : { numberUnavailable: desired - available }),
    ...(collisionCount === undefined ? {} : { collisionCount }),
  };
}
