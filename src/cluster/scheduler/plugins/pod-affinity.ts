import { type LabelSelector, matchesSelector } from "../../api/object.ts";
import type { Pod } from "../../api/pod.ts";
import { type FilterPlugin, type NodeUse, refusal, type SchedulingState } from "./plugin.ts";

interface Term {
  readonly labelSelector?: LabelSelector;
  readonly namespaces?: readonly string[];
  readonly topologyKey: string;
}

type Kind = "podAffinity" | "podAntiAffinity";

const required = (pod: Pod, kind: Kind): readonly Term[] =>
  (
    pod.spec.affinity?.[kind] as
      | { requiredDuringSchedulingIgnoredDuringExecution?: readonly Term[] }
      | undefined
  )?.requiredDuringSchedulingIgnoredDuringExecution ?? [];

/** Whether `other` is one that a term of `pod` speaks of. */
const isMeant = (term: Term, pod: Pod, other: Pod): boolean =>
  (term.namespaces ?? [pod.metadata.namespace ?? ""]).includes(other.metadata.namespace ?? "") &&
  term.labelSelector !== undefined &&
  matchesSelector(term.labelSelector, other.metadata.labels);

/** pkg/scheduler/framework/plugins/interpodaffinity */
export const interPodAffinity: FilterPlugin = {
  filter(state) {
    const { pod } = state;
    const wanted = required(pod, "podAffinity");
    const unwanted = required(pod, "podAntiAffinity");
    const objecting = domainsThatObject(state);
    if (wanted.length + unwanted.length === 0 && objecting.size === 0) return undefined;
    const near = wanted.map((term) => domainsWith(state, term));
    const far = unwanted.map((term) => domainsWith(state, term));
    // The first of a group that wants to be together may go anywhere.
    const isFirst =
      near.every((domains) => domains.size === 0) && wanted.every((term) => isMeant(term, pod, pod));
    return (use) => {
      const domain = (key: string): string | undefined => use.node.metadata.labels?.[key];
      const inDomain = (domains: ReadonlySet<string>, { topologyKey }: Term): boolean => {
        const value = domain(topologyKey);
        return value !== undefined && domains.has(value);
      };
      const together = wanted.every(
        (term, i) =>
          domain(term.topologyKey) !== undefined && (isFirst || inDomain(near[i] ?? new Set(), term)),
      );
      if (!together) return refusal("node(s) didn't match pod affinity rules");
      if (unwanted.some((term, i) => inDomain(far[i] ?? new Set(), term)))
        return refusal("node(s) didn't match pod anti-affinity rules", true);
      for (const [key, values] of objecting) {
        const value = domain(key);
        if (value !== undefined && values.has(value))
          return refusal("node(s) didn't satisfy existing pods anti-affinity rules", true);
      }
      return undefined;
    };
  },
};

/** The values of a term's topology key on nodes that hold a pod it speaks of. */
function domainsWith({ pod, nodes }: SchedulingState, term: Term): ReadonlySet<string> {
  const domains = new Set<string>();
  for (const use of nodes) {
    const value = use.node.metadata.labels?.[term.topologyKey];
    if (value !== undefined && holdsOne(use, (other) => isMeant(term, pod, other))) domains.add(value);
  }
  return domains;
}

/** Where existing pods do not want this one: topology key to values. */
function domainsThatObject({ pod, averse }: SchedulingState): ReadonlyMap<string, ReadonlySet<string>> {
  const domains = new Map<string, Set<string>>();
  for (const { node, averse: pods } of averse)
    for (const other of pods.values())
      for (const term of required(other, "podAntiAffinity")) {
        const value = node.metadata.labels?.[term.topologyKey];
        if (value === undefined || !isMeant(term, other, pod)) continue;
        const values = domains.get(term.topologyKey) ?? new Set();
        domains.set(term.topologyKey, values.add(value));
      }
  return domains;
}

function holdsOne({ pods }: NodeUse, test: (pod: Pod) => boolean): boolean {
  for (const pod of pods.values()) if (test(pod)) return true;
  return false;
}
