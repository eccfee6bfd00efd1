import { deepEqual } from "../../util/deep-equal.ts";
import type { refOf } from "../api/object.ts";
import type { Pod, PodStatus } from "../api/pod.ts";
import type { ClusterContext } from "../cluster.ts";
import type { NodeLink } from "../node-links.ts";

const owned: ReadonlySet<string> = new Set([
  "PodReadyToStartContainers",
  "Initialized",
  "Ready",
  "ContainersReady",
  "PodScheduled",
]);
/** A condition that others set, too; the kubelet tells it together with the final phase. */
const shared = "DisruptionTarget";

/**
 * Sends a pod's status to the API server (pkg/kubelet/status/status_manager.go): each accepted change is one write, but
 * those accepted while one is under way go together. What a pod with live containers may not say yet, its final phase,
 * is held back.
 */
export class StatusWriter {
  private accepted: PodStatus | undefined;
  private underWay = false;

  constructor(
    private readonly context: ClusterContext,
    private readonly link: NodeLink,
    private readonly uid: string,
    private readonly ref: ReturnType<typeof refOf>,
    /** whether containers of the pod may still run */
    private readonly mayRun: () => boolean,
    /** called after each write, when nothing is left to be sent */
    private readonly written: () => void,
  ) {}

  /** The status that was last accepted, sent or not. */
  get current(): PodStatus | undefined {
    return this.accepted;
  }

  set(status: PodStatus): void {
    if (deepEqual(this.accepted, status)) return;
    this.accepted = status;
    this.flush();
  }

  /** Sends what is not sent yet, or just tells that all is. */
  flush(): void {
    if (this.underWay) return;
    this.underWay = true;
    const sending = this.accepted;
    this.context.kernel.schedule(this.context.latency.status, () => {
      if (!this.link.isUp) {
        this.link.through(() => {
          this.underWay = false;
          this.flush();
        });
        return;
      }
      this.underWay = false;
      if (sending !== undefined) this.send(sending);
      if (this.accepted === sending) this.written();
      else this.flush();
    });
  }

  private send(accepted: PodStatus): void {
    const stored = this.context.api.get<Pod>(this.ref);
    if (stored?.metadata.uid !== this.uid) return;
    this.context.api.updateStatus<Pod>(this.ref, (status) => this.merge(status, accepted));
  }

  private merge(stored: PodStatus, wanted: PodStatus): PodStatus {
    const isFinal = wanted.phase === "Succeeded" || wanted.phase === "Failed";
    const wasFinal = stored.phase === "Succeeded" || stored.phase === "Failed";
    // The verdict on a pod waits with the phase until its last container has stopped.
    const held = wasFinal || (isFinal && this.mayRun());
    const { nominatedNodeName } = stored;
    const ownsAll = [stored, wanted].every(({ conditions = [] }) =>
      conditions.every(({ type }) => owned.has(type)),
    );
    if (ownsAll && !held && nominatedNodeName === undefined) return wanted;
    const others = (stored.conditions ?? []).filter((each) => !owned.has(each.type));
    const own = (wanted.conditions ?? []).filter((each) => owned.has(each.type));
    const news = held ? [] : (wanted.conditions ?? []).filter((each) => each.type === shared);
    const added = news.filter(({ type }) => !others.some((each) => each.type === type));
    const { phase, reason, message } = held ? stored : wanted;
    const { reason: _reason, message: _message, ...rest } = wanted;
    return {
      ...rest,
      ...(reason === undefined ? {} : { reason }),
      ...(message === undefined ? {} : { message }),
      ...(nominatedNodeName === undefined ? {} : { nominatedNodeName }),
      phase,
      conditions: [...own, ...others, ...added],
    };
  }
}
