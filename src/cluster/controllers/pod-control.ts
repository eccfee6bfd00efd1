import { ApiError } from "../api/api-error.ts";
import { type KubeObject, type OwnerReference, ownerReference, refOf } from "../api/object.ts";
import type { Pod, PodTemplate } from "../api/pod.ts";
import type { ClusterContext } from "../cluster.ts";
import type { ClientBudget } from "./client-budget.ts";
import { RetryLater } from "./work-queue.ts";

/** A pod that is created or deleted costs two calls: its own and that of the event. */
export const callsPerPod = 2;

/** How controllers create and delete their pods, with the events they record about it (pkg/controller/controller_utils.go). */
export class PodControl {
  /** those of the owner that got the last pod: many come one after the other, and share them */
  private references: readonly OwnerReference[] = [];

  constructor(
    private readonly context: ClusterContext,
    /** the component that events name: `job-controller` */
    private readonly source: string,
    private readonly budget?: ClientBudget,
  ) {}

  /**
   * @param extra what this pod has beyond the template
   * @throws RetryLater when the server refuses; the owner then has a FailedCreate event
   */
  create(owner: KubeObject, template: PodTemplate, extra: PodExtra = {}): Pod {
    const { api, events } = this.context;
    this.budget?.spend(callsPerPod);
    const prefix = extra.generateName ?? `${owner.metadata.name}-`;
    try {
      const pod = api.create<Pod>({
        apiVersion: "v1",
        kind: "Pod",
        metadata: {
          generateName: prefix,
          ...(extra.name === undefined ? {} : { name: extra.name }),
          namespace: owner.metadata.namespace ?? "",
          labels: merged(template.metadata?.labels, extra.labels),
          annotations: merged(template.metadata?.annotations, extra.annotations),
          ownerReferences: this.referencesTo(owner),
          ...(extra.finalizers === undefined ? {} : { finalizers: extra.finalizers }),
        },
        spec: extra.spec === undefined ? template.spec : { ...template.spec, ...extra.spec },
      });
      events.record(this.source, owner, "Normal", "SuccessfulCreate", `Created pod: ${pod.metadata.name}`);
      return pod;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.detail !== "NamespaceTerminating")
        events.record(this.source, owner, "Warning", "FailedCreate", `Error creating: ${error.message}`);
      throw new RetryLater(error.message, { cause: error });
    }
  }

  private referencesTo(owner: KubeObject): readonly OwnerReference[] {
    if (this.references[0]?.uid !== owner.metadata.uid) this.references = [ownerReference(owner)];
    return this.references;
  }

  /** Deletes a pod of `owner` as a user would, in the background, unless that has begun already. */
  delete(owner: KubeObject, pod: Pod): void {
    const { api, events } = this.context;
    const stored = api.get(refOf(pod));
    if (stored === undefined || stored.metadata.deletionTimestamp !== undefined) return;
    this.budget?.spend(callsPerPod);
    api.delete(refOf(pod), { uid: pod.metadata.uid });
    events.record(this.source, owner, "Normal", "SuccessfulDelete", `Deleted pod: ${pod.metadata.name}`);
  }
}

const nothing: StringMap = {};

/** What a template has, and more: its own map, which all of its pods then share, where there is no more. */
const merged = (own: StringMap = nothing, extra?: StringMap): StringMap =>
  extra === undefined ? own : { ...own, ...extra };

type StringMap = Readonly<Record<string, string>>;

export interface PodExtra {
  readonly name?: string;
  readonly generateName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly spec?: Readonly<Record<string, unknown>>;
}
