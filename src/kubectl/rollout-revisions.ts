import type { ApiServer } from "../cluster/api/api-server.ts";
import { controllerOf, type KubeObject } from "../cluster/api/object.ts";
import type { PodTemplate } from "../cluster/api/pod.ts";
import type { Deployment, ReplicaSet } from "../cluster/api/workloads.ts";
import { applyMergePatch } from "./patch/merge-patch.ts";

/** An earlier state of a workload that it can be brought back to. */
export interface Revision {
  readonly number: number;
  /** from the annotation kubernetes.io/change-cause, or "" */
  readonly cause: string;
  /** the workload as it was then, as far as it is rolled out */
  restore(live: KubeObject): KubeObject;
}

const revisionAnnotation = "deployment.kubernetes.io/revision";
const causeAnnotation = "kubernetes.io/change-cause";

/** Annotations of a ReplicaSet that are its own and not those of the template's revision. */
const ownAnnotations: ReadonlySet<string> = new Set([
  revisionAnnotation,
  "deployment.kubernetes.io/revision-history",
  "deployment.kubernetes.io/desired-replicas",
  "deployment.kubernetes.io/max-replicas",
  "deprecated.deployment.rollback.to",
  "kubectl.kubernetes.io/last-applied-configuration",
]);

/** The revisions of a workload that are still known, oldest first; undefined for kinds without any. */
export function rolloutHistory(api: ApiServer, object: KubeObject): Revision[] | undefined {
  if (object.kind === "Deployment") return deploymentHistory(api, object as Deployment);
  if (object.kind === "StatefulSet" || object.kind === "DaemonSet") return revisionHistory(api, object);
  return undefined;
}

function deploymentHistory(api: ApiServer, deployment: Deployment): Revision[] {
  return api
    .list<ReplicaSet>("ReplicaSet", deployment.metadata.namespace)
    .filter((set) => controllerOf(set)?.uid === deployment.metadata.uid)
    .flatMap((set) => {
      const number = Number(set.metadata.annotations?.[revisionAnnotation]);
      return Number.isInteger(number) ? [{ number, cause: causeOf(set), restore: restoreTemplate(set) }] : [];
    })
    .sort((a, b) => a.number - b.number);
}

const causeOf = ({ metadata }: KubeObject): string => metadata.annotations?.[causeAnnotation] ?? "";

/** The ReplicaSet's template without the hash, and its annotations in place of the Deployment's. */
const restoreTemplate =
  (set: ReplicaSet) =>
  (live: KubeObject): KubeObject => {
    const { spec } = live as Deployment;
    const template = withoutHash(set.spec.template);
    const kept = Object.entries(live.metadata.annotations ?? {}).filter(([key]) => ownAnnotations.has(key));
    const restored = Object.entries(set.metadata.annotations ?? {}).filter(
      ([key]) => !ownAnnotations.has(key),
    );
    return {
      ...live,
      metadata: { ...live.metadata, annotations: Object.fromEntries([...kept, ...restored]) },
      spec: { ...spec, template },
    };
  };

function withoutHash(template: PodTemplate): PodTemplate {
  const { "pod-template-hash": _hash, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

interface ControllerRevision extends KubeObject {
  readonly revision?: number;
  readonly data?: { readonly spec?: { readonly template?: Readonly<Record<string, unknown>> } };
}

function revisionHistory(api: ApiServer, object: KubeObject): Revision[] {
  return api
    .list<ControllerRevision>("ControllerRevision", object.metadata.namespace)
    .filter((revision) => controllerOf(revision)?.uid === object.metadata.uid)
    .map((revision) => ({
      number: revision.revision ?? 0,
      cause: causeOf(revision),
      restore: (live: KubeObject) => restoreData(revision, live),
    }))
    .sort((a, b) => a.number - b.number);
}

/** A revision holds a patch that replaces the template as a whole. */
function restoreData({ data }: ControllerRevision, live: KubeObject): KubeObject {
  const { $patch: _replace, ...template } = data?.spec?.template ?? {};
  const cleared = { ...live, spec: { ...(live.spec as object), template: {} } };
  return applyMergePatch(cleared, { spec: { template } }) as KubeObject;
}
