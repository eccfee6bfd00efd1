import type { KubernetesRules } from "../cluster/kubernetes-rules.ts";
import { type Condition, countOf, isComplete, isFailed, isReady } from "../expectations/object-state.ts";
import { isChange } from "../expectations/occurrence.ts";
import { columnsFor } from "../kubectl/columns/columns-for.ts";
import type { RecordedWrite } from "../recording/recording.ts";
import type { FamilyWrite } from "./family.ts";

/** What STATUS shows of pods for which all goes well; how they get there is no milestone. */
const usual =
  /^(Pending|ContainerCreating|PodInitializing|Init:\d+\/\d+|Running|Completed|Succeeded|Failed|Terminating)$/;

/** What a write brings about that the order of things is made of: `is created`, `is ready (2)`, `is OOMKilled`. */
export function milestones({ write, before }: FamilyWrite, rules: KubernetesRules): string[] {
  if (write.type === "DELETED") return ["is deleted"];
  if (write.type === "EXISTING" || write.kind === "ReplicaSet") return [];
  const begins = (test: (write: RecordedWrite) => boolean): boolean =>
    test(write) && (before === undefined || !test(before));
  const found = write.type === "ADDED" ? ["is created"] : [];
  if (before !== undefined && isChange(write, before)) found.push("is changed");
  // what has no init containers is initialized from its first status on
  if (write.kind === "Pod" && isInitialized(write) === true && before && isInitialized(before) === false)
    found.push("is initialized");
  const unready = write.kind === "Pod" && begins((each) => phaseOf(each) === "Running") && !isReady(write);
  if (unready) found.push("is Running");
  if (begins(isReady)) found.push(`is ready${replicas(write)}`);
  if (before !== undefined && isReady(before) && !isReady(write) && isUp(write, rules))
    found.push("is no longer ready");
  if (write.kind === "Pod") {
    const status = statusOf(write, rules);
    if (!usual.test(status) && (before === undefined || statusOf(before, rules) !== status))
      found.push(`is ${status}`);
  } else if (["Bound", "Lost"].some((phase) => begins((each) => phaseOf(each) === phase)))
    found.push(`is ${phaseOf(write)}`);
  if (begins(isComplete)) found.push("completes");
  if (begins(isFailed)) found.push("fails");
  return found;
}

/** undefined: nothing is told yet */
function isInitialized({ object }: RecordedWrite): boolean | undefined {
  const { conditions } = (object.status ?? {}) as { readonly conditions?: readonly Condition[] };
  const found = conditions?.find(({ type }) => type === "Initialized");
  return found && found.status === "True";
}

const replicaKinds: ReadonlySet<string> = new Set([
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "ReplicationController",
]);

const replicas = (write: RecordedWrite): string =>
  replicaKinds.has(write.kind) ? ` (${countOf(write, "ready")})` : "";

/** Whether a workload is there, or a pod runs: what ends is no longer ready either, and says so by its end. */
const isUp = (write: RecordedWrite, rules: KubernetesRules): boolean =>
  write.object.metadata.deletionTimestamp === undefined &&
  (write.kind !== "Pod" || statusOf(write, rules) === "Running");

const phaseOf = ({ object }: RecordedWrite): string =>
  String((object.status as { phase?: unknown } | undefined)?.phase ?? "");

const statusOf = (write: RecordedWrite, rules: KubernetesRules): string =>
  columnsFor("Pod", rules)
    .find(({ name }) => name === "STATUS")
    ?.cell(write.object, { now: write.t, rules }) ?? "";
