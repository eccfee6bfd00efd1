import type { ContainerStatus, Pod } from "../../cluster/api/pod.ts";
import type { ObjectName } from "../../recording/recording.ts";
import type { Evidence } from "../evidence.ts";

/** One end of one container. */
export interface ContainerEnd {
  readonly t: number;
  readonly pod: string;
  readonly container: string;
  readonly exitCode: number;
}

/** The ends of containers in the pods of an object, or in the pod itself, that became known in a span of time; those of pods being deleted are not their own. */
export function endsOf({ history }: Evidence, owner: ObjectName, from: number, to: number): ContainerEnd[] {
  const found: ContainerEnd[] = [];
  for (const writes of history.ofKind("Pod")) {
    const [first] = writes;
    if (first === undefined || first.namespace !== owner.namespace) continue;
    const own = owner.kind === "Pod" ? first.name === owner.name : isOwned(first.object, owner);
    if (!own) continue;
    const seen = new Set<string>();
    for (const { object, t } of writes.filter(
      (write) => write.object.metadata.deletionTimestamp === undefined,
    ))
      for (const status of statusesOf(object as Pod))
        for (const ended of [status.lastState?.terminated, status.state?.terminated]) {
          const key = `${status.name}/${ended?.finishedAt ?? ""}`;
          if (ended === undefined || seen.has(key)) continue;
          seen.add(key);
          if (t >= from && t <= to)
            found.push({ t, pod: first.name, container: status.name, exitCode: ended.exitCode });
        }
  }
  return found.sort((a, b) => a.t - b.t);
}

const isOwned = (pod: { readonly metadata: Pod["metadata"] }, { kind, name }: ObjectName): boolean =>
  (pod.metadata.ownerReferences ?? []).some((owner) => owner.kind === kind && owner.name === name);

const statusesOf = ({ status }: Pod): readonly ContainerStatus[] => [
  ...(status?.initContainerStatuses ?? []),
  ...(status?.containerStatuses ?? []),
];
