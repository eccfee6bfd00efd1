import type { StatefulSet } from "../../api/workloads.ts";
import type { ClusterContext } from "../../cluster.ts";

/** Tells what was done with a pod or a claim of a StatefulSet (pkg/controller/statefulset/stateful_pod_control.go). */
export class SetEvents {
  constructor(
    private readonly context: ClusterContext,
    private readonly set: StatefulSet,
  ) {}

  /** `error`: why it could not be done */
  pod(verb: "Create" | "Update" | "Delete", pod: string, error?: string): void {
    const end = error === undefined ? "successful" : `failed error: ${error}`;
    this.record(verb, error, `Pod ${pod} in StatefulSet ${this.set.metadata.name} ${end}`);
  }

  createdClaim(claim: string, pod: string, error?: string): void {
    const set = this.set.metadata.name;
    const text =
      error === undefined
        ? `Claim ${claim} Pod ${pod} in StatefulSet ${set} success`
        : `Claim ${claim} for Pod ${pod} in StatefulSet ${set} failed error: ${error}`;
    this.record("Create", error, text);
  }

  private record(verb: string, error: string | undefined, text: string): void {
    const { events, rules } = this.context;
    const word = rules.capitalStatefulSetEvents ? verb : verb.toLowerCase();
    const failed = error !== undefined;
    events.record(
      "statefulset-controller",
      this.set,
      failed ? "Warning" : "Normal",
      `${failed ? "Failed" : "Successful"}${verb}`,
      `${word} ${text}`,
    );
  }
}
