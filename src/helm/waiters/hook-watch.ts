import type { KubeObject } from "../../cluster/api/object.ts";
import type { Process } from "../../sim/wait.ts";
import { HelmFailure } from "../helm-failure.ts";
import { conditionAt, textAt } from "../readiness/object-fields.ts";
import type { Resource } from "../resource.ts";
import type { Session } from "../session.ts";
import { objectEvents } from "./object-events.ts";

/**
 * Watches a hook's Job or Pod until it has ended (pkg/kube/client.go, watchUntilReady); other kinds are not watched. An
 * object that disappears counts as done. A timeout of zero is none.
 */
export function* watchHook(session: Session, resource: Resource, timeout: number): Process<void> {
  const isDone = verdicts[resource.kind];
  if (isDone === undefined) return;
  const { api, kernel } = session.cluster;
  const deadline = timeout > 0 ? kernel.now + timeout : Number.POSITIVE_INFINITY;
  const stream = yield* session.api.call(() => objectEvents(api, resource.ref));
  try {
    for (;;) {
      const event = yield* stream.next(deadline);
      if (event === undefined) throw new HelmFailure("timed out waiting for the condition");
      if (event.type === "DELETED" || isDone(event.object, resource.name)) return;
    }
  } finally {
    stream.close();
  }
}

/** Whether the hook has ended well; they throw if it has ended badly. */
const verdicts: Readonly<Record<string, (object: KubeObject, name: string) => boolean>> = {
  Job: (job, name) => {
    if (conditionAt(job, "Complete")?.status === "True") return true;
    const failed = conditionAt(job, "Failed");
    if (failed?.status === "True") throw new HelmFailure(`job ${name} failed: ${failed.reason ?? ""}`);
    return false;
  },
  Pod: (pod, name) => {
    const phase = textAt(pod, "status", "phase");
    if (phase === "Failed") throw new HelmFailure(`pod ${name} failed`);
    return phase === "Succeeded";
  },
};
