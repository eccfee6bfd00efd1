import { isReady, type Pod, podCondition } from "../../api/pod.ts";
import { parseTimestamp } from "../../api/wall-clock.ts";
import { mostRestarts, phaseRank } from "../pod-progress.ts";

/** What decides about a pod and does not change as long as the pod does not. Times are milliseconds since the epoch. */
interface Standing {
  readonly assigned: number;
  readonly phase: number;
  readonly ready: number;
  readonly cost: number;
  readonly readySince: number | undefined;
  readonly restarts: number;
  readonly created: number;
}

function standingOf(pod: Pod): Standing {
  const since = podCondition(pod, "Ready")?.lastTransitionTime;
  const ready = isReady(pod);
  return {
    assigned: pod.spec.nodeName === undefined ? 0 : 1,
    phase: phaseRank(pod),
    ready: ready ? 1 : 0,
    cost: Number(pod.metadata.annotations?.["controller.kubernetes.io/pod-deletion-cost"] ?? 0),
    readySince: ready && since !== undefined ? parseTimestamp(since) : undefined,
    restarts: mostRestarts(pod),
    created: parseTimestamp(pod.metadata.creationTimestamp),
  };
}

/** A pod as it stands at one moment among those of its owner. */
export class RankedPod {
  private known: Standing | undefined;
  private readyAge = 0;
  private age = 0;
  private holdsUntil = 0;

  constructor(readonly pod: Pod) {}

  /** Takes the ages of this moment, milliseconds since the epoch; gives until when they hold. */
  lookAt(now: number): number {
    if (now < this.holdsUntil) return this.holdsUntil;
    const { readySince, created } = this.standing;
    this.readyAge = logAge(readySince, now);
    this.age = logAge(created, now);
    this.holdsUntil = Math.min(nextAge(readySince, this.readyAge), nextAge(created, this.age));
    return this.holdsUntil;
  }

  /**
   * Negative if this pod is deleted before the other (pkg/controller/controller_utils.go, ActivePodsWithRanks.Less);
   * `beside` tells how many pods are on the node of each: of two nodes the one with more loses one.
   */
  compare(other: RankedPod, beside: number, besideOther: number): number {
    const [x, y] = [this.standing, other.standing];
    return (
      x.assigned - y.assigned ||
      x.phase - y.phase ||
      x.ready - y.ready ||
      x.cost - y.cost ||
      besideOther - beside ||
      this.readyAge - other.readyAge ||
      y.restarts - x.restarts ||
      this.age - other.age ||
      (this.pod.metadata.uid < other.pod.metadata.uid ? -1 : 1)
    );
  }

  /** Of most pods nobody asks: none is deleted while they are as they are. */
  private get standing(): Standing {
    this.known ??= standingOf(this.pod);
    return this.known;
  }
}

/** Ages count by powers of two, so that pods of about the same age are equal and the uid decides. */
function logAge(since: number | undefined, now: number): number {
  const seconds = since === undefined ? 0 : Math.max(0, (now - since) / 1000);
  return seconds < 1 ? 0 : Math.floor(Math.log2(seconds));
}

/** When the age after this one begins. */
const nextAge = (since: number | undefined, age: number): number =>
  since === undefined ? Number.POSITIVE_INFINITY : since + 1000 * 2 ** (age + 1);
