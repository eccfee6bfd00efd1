import type { ApiServer } from "../cluster/api/api-server.ts";
import type { Node } from "../cluster/api/node.ts";
import { isFinished, type Pod } from "../cluster/api/pod.ts";
import { parseTimestamp } from "../cluster/api/wall-clock.ts";
import type { Job } from "../cluster/api/workloads.ts";
import type { Behaviours } from "../cluster/behaviour.ts";
import type { ClusterContext } from "../cluster/cluster.ts";
import { type Process, sleep } from "../sim/wait.ts";

/** So long nothing is written before a cluster counts as calm: longer than any usual step of its machinery. */
const quiet = 35_000;
/** The same while a Job may still try again: its longest back-off, and some. */
const quietBetweenRetries = 11 * 60_000;
/** Whatever is due later than this after the last command is not waited for. */
const patience = 3_600_000;

/**
 * Knows when a cluster has calmed down: nothing was written for a while, and nothing is due of which it is known when it
 * comes (the end of a container, of a grace period, of a deadline). Containers that run for ever, pods that no node
 * takes and back-offs that only grow do not keep a cluster from being calm.
 */
export class Activity {
  private lastWrite = 0;
  /** the latest moment at which a container does something by itself */
  private lastDue = 0;
  private cluster: ClusterContext | undefined;

  /** The same behaviours, with an ear on what they promise. */
  listen(behaviours: Behaviours): Behaviours {
    return {
      ...behaviours,
      behaviourOf: (start) => {
        const behaviour = behaviours.behaviourOf(start);
        const { run, startedAfter, readyAfter, liveUntil } = behaviour;
        const now = this.cluster?.kernel.now ?? 0;
        for (const after of [run, startedAfter, readyAfter, liveUntil])
          if (after !== undefined && after <= patience) this.expect(now + after);
        return behaviour;
      },
    };
  }

  /** Something is known to happen at a virtual time. */
  expect(time: number): void {
    this.lastDue = Math.max(this.lastDue, time);
  }

  observe(cluster: ClusterContext): void {
    this.cluster = cluster;
    cluster.api.onWrite(({ time }) => {
      this.lastWrite = time;
    });
  }

  /** Waits until the cluster is calm, an hour at most. */
  *calm(cluster: ClusterContext): Process<void> {
    const { kernel, api, clock } = cluster;
    const latest = kernel.now + patience;
    for (;;) {
      const due = deadlines(api).reduce((latest, at) => Math.max(latest, at - clock.startedAt), this.lastDue);
      const still = mayTryAgain(api) ? quietBetweenRetries : quiet;
      const until = Math.min(Math.max(this.lastWrite, due > latest ? 0 : due) + still, latest);
      if (until <= kernel.now) return;
      yield* sleep(until - kernel.now);
    }
  }
}

/** When grace periods, deadlines and times to live end, in milliseconds since the epoch. */
function deadlines(api: ApiServer): number[] {
  const after = (start: string | undefined, seconds: number | undefined): number[] =>
    start === undefined || seconds === undefined ? [] : [parseTimestamp(start) + seconds * 1000];
  return [
    ...api.list<Node>("Node").flatMap((node) => evictionDeadlines(node, api)),
    ...api
      .list<Pod>("Pod")
      .flatMap((pod) => [
        ...after(pod.metadata.deletionTimestamp, 0),
        ...(isFinished(pod) ? [] : after(pod.status.startTime, pod.spec.activeDeadlineSeconds)),
      ]),
    ...api.list<Job>("Job").flatMap((job) => {
      const finished = finishTime(job);
      return finished === undefined
        ? after(job.status.startTime, job.spec.activeDeadlineSeconds)
        : after(finished, job.spec.ttlSecondsAfterFinished);
    }),
  ];
}

/** When pods no longer tolerate that their node is lost. */
function evictionDeadlines({ metadata, spec }: Node, api: ApiServer): number[] {
  const since = (spec.taints ?? []).flatMap(({ effect, timeAdded }) =>
    effect === "NoExecute" && timeAdded !== undefined ? [parseTimestamp(timeAdded)] : [],
  );
  if (since.length === 0) return [];
  const limits = api
    .list<Pod>("Pod")
    .filter((pod) => pod.spec.nodeName === metadata.name && pod.metadata.deletionTimestamp === undefined)
    .flatMap(({ spec }) =>
      (spec.tolerations ?? []).map(({ tolerationSeconds = 0 }) => tolerationSeconds * 1000),
    );
  return [Math.max(...since) + Math.max(0, ...limits)];
}

const finishTime = (job: Job): string | undefined =>
  job.status.conditions?.find(
    ({ type, status }) => (type === "Complete" || type === "Failed") && status === "True",
  )?.lastTransitionTime;

/** A Job that has failed before and is not through with it. */
function mayTryAgain(api: ApiServer): boolean {
  return api.list<Job>("Job").some((job) => {
    if (finishTime(job) !== undefined || job.spec.suspend) return false;
    if ((job.status.failed ?? 0) > 0) return true;
    return api
      .ownedBy<Pod>("Pod", job.metadata.uid)
      .some((pod) => pod.status.containerStatuses?.some(({ restartCount }) => restartCount > 0) ?? false);
  });
}
