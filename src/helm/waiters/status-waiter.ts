import { type KubeObject, type LabelSelector, matchesSelector } from "../../cluster/api/object.ts";
import { kindName } from "../../cluster/api/resources.ts";
import type { Process } from "../../sim/wait.ts";
import { HelmFailure } from "../helm-failure.ts";
import { completedJob, completedPod, computeStatus, present, type StatusRule } from "../readiness/kstatus.ts";
import { fieldAt } from "../readiness/object-fields.ts";
import { failed, type Status, type StatusResult } from "../readiness/status-result.ts";
import { isUnschedulable, scheduleWindow } from "../readiness/workload-status.ts";
import type { Resource } from "../resource.ts";
import type { Session } from "../session.ts";
import { EventStream, type StreamEvent } from "./event-stream.ts";
import type { Waiter } from "./waiter.ts";

/** The informers' caches are asked this often whether they are filled (client-go), in milliseconds. */
const cacheSyncPeriod = 100;

const unknown: StatusResult = { status: "Unknown", message: "" };
const notFound: StatusResult = { status: "NotFound", message: "Resource not found" };

/** Helm 4's watcher (pkg/kube/statuswait.go): it watches the objects and judges them by kstatus. */
export class StatusWaiter implements Waiter {
  constructor(private readonly session: Session) {}

  *untilReady(resources: readonly Resource[], timeout: number, jobs: boolean): Process<void> {
    const awaited = resources.filter(
      (each) => !(each.ref.kind === "Deployment" && fieldAt(each.object, "spec", "paused") === true),
    );
    const rule: StatusRule = (object, now) =>
      jobs && kindName(object.apiVersion, object.kind) === "Job"
        ? completedJob(object, now)
        : this.withPods(object, now);
    yield* this.watch(awaited, timeout, "Current", rule);
  }

  *untilDeleted(resources: readonly Resource[], timeout: number): Process<void> {
    yield* this.watch(resources, timeout, "NotFound", computeStatus);
  }

  *untilHookDone(resources: readonly Resource[], timeout: number): Process<void> {
    yield* this.watch(resources, timeout, "Current", (object, now) => hookRule(object)(object, now));
  }

  private *watch(
    resources: readonly Resource[],
    timeout: number,
    desired: "Current" | "NotFound",
    rule: StatusRule,
  ): Process<void> {
    if (resources.length === 0) return;
    const { api, kernel, clock } = this.session.cluster;
    const limit = timeout > 0 ? timeout : this.session.rules.watcherZeroTimeout;
    const deadline = limit === undefined ? Number.POSITIVE_INFINITY : kernel.now + limit;
    const synced = Math.min(kernel.now + cacheSyncPeriod, deadline);
    const statuses = new Map(resources.map((each) => [keyOf(each), unknown]));
    const look = (event: StreamEvent): void => {
      const { type, object } = event;
      statuses.set(objectKey(object), type === "DELETED" ? notFound : rule(object, clock.milliseconds));
      this.lookAgainLater(stream, event);
    };
    const stream = yield* this.session.api.call(
      () =>
        new EventStream(api, new Set(resources.map((each) => each.ref.kind)), (object) =>
          statuses.has(objectKey(object)),
        ),
    );
    try {
      // The wait can be over only once the caches are filled.
      while (kernel.now < deadline) {
        if (kernel.now >= synced && this.isOver([...statuses.values()], desired)) break;
        const event = yield* stream.next(kernel.now < synced ? synced : deadline);
        if (event !== undefined) look(event);
      }
    } finally {
      stream.close();
    }
    this.report(resources, statuses, desired, kernel.now >= deadline);
  }

  /** Whether the wait ends: all is as desired, what cannot become so aside. */
  private isOver(statuses: readonly StatusResult[], desired: Status): boolean {
    return statuses.every(
      ({ status }) =>
        status === desired ||
        (desired === "NotFound" && status === "Unknown" && !this.session.rules.deletionWaitNeedsEvent) ||
        (desired === "Current" && status === "Failed" && this.session.rules.failureEndsWait),
    );
  }

  private report(
    resources: readonly Resource[],
    statuses: ReadonlyMap<string, StatusResult>,
    desired: "Current" | "NotFound",
    late: boolean,
  ): void {
    const { watcherText, deletionWaitNeedsEvent } = this.session.rules;
    const problem = desired === "Current" ? "not ready" : "still exists";
    const lines = resources.flatMap((resource) => {
      const { status, message } = statuses.get(keyOf(resource)) ?? unknown;
      if (status === desired || (desired === "NotFound" && status === "Unknown")) return [];
      return watcherText === "detailed"
        ? [
            `resource ${resource.kind}/${resource.namespace}/${resource.name} ${problem}. status: ${status}, message: ${message}`,
          ]
        : [`resource ${problem}, name: ${resource.name}, kind: ${resource.kind}, status: ${status}`];
    });
    if (watcherText === "short" && !late) return;
    // a version that waited in vain for an event takes the deletion for done all the same
    const inVain = desired === "NotFound" && deletionWaitNeedsEvent && lines.length === 0;
    if (late && !inVain) lines.push("context deadline exceeded");
    if (lines.length > 0) throw new HelmFailure(lines.join("\n"));
  }

  /** A workload that is on its way has failed if one of its pods has, from then on. */
  private withPods(object: KubeObject, now: number): StatusResult {
    const result = computeStatus(object, now);
    const kind = kindName(object.apiVersion, object.kind);
    if (result.status !== "InProgress" || (kind !== "StatefulSet" && kind !== "ReplicaSet")) return result;
    const selector = (fieldAt(object, "spec", "selector") ?? {}) as LabelSelector;
    const bad = this.session.cluster.api
      .list("Pod", object.metadata.namespace)
      .filter(
        (pod) =>
          matchesSelector(selector, pod.metadata.labels) && computeStatus(pod, now).status === "Failed",
      )
      .filter((pod) => !(this.session.rules.since(4, 1) && isUnschedulable(pod)));
    return bad.length > 0 ? failed(`${bad.length} pods have failed`) : result;
  }

  /** A pod that cannot be scheduled is looked at once more when its time is up. */
  private lookAgainLater(stream: EventStream, { type, object }: StreamEvent): void {
    if (type === "DELETED" || object.kind !== "Pod" || !isUnschedulable(object)) return;
    const { kernel, api } = this.session.cluster;
    const ref = { kind: "Pod", namespace: object.metadata.namespace ?? "", name: object.metadata.name };
    kernel.schedule(scheduleWindow, () => {
      const now = api.get(ref);
      if (now !== undefined && now.metadata.resourceVersion === object.metadata.resourceVersion)
        stream.push({ type: "MODIFIED", object: now });
    });
  }
}

/** Hooks of other kinds are done as soon as they are there, even if they are on their way out. */
function hookRule(object: KubeObject): StatusRule {
  const kind = kindName(object.apiVersion, object.kind);
  if (kind === "Job") return completedJob;
  return kind === "Pod" ? completedPod : present;
}

const keyOf = (resource: Resource): string => `${resource.ref.kind}/${resource.namespace}/${resource.name}`;
const objectKey = (object: KubeObject): string =>
  `${kindName(object.apiVersion, object.kind)}/${object.metadata.namespace ?? ""}/${object.metadata.name}`;
