import type { Pod } from "../../cluster/api/pod.ts";
import type { ObjectName } from "../../recording/recording.ts";
import { short } from "../facts/declared.ts";
import { ownerOf, placeOfObject } from "../facts/owner-of.ts";
import { eventRow } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const podNeverScheduled: Rule = {
  id: "pod-never-scheduled",
  severity: "error",
  title: "no node takes a pod",
  explain: {
    what: `No node of the scenario's cluster fits: too little CPU or memory is free (at the peak, old pods, new pods and hooks are there at once), no node has the labels that it
selects, or all have taints that it does not tolerate. The pod stays Pending; with --wait Helm gives up at the timeout.`,
    example: `kind: Deployment
spec: {template: {spec: {nodeSelector: {disk: nvme}, containers: [{resources: {requests: {cpu: "64"}}}]}}}`,
    fix: "Ask for less, correct the selector, add a toleration, or describe the real nodes in the scenario's cluster.",
    links: ["https://github.com/helm/helm/issues/11770"],
  },
  find: (evidence) => {
    const found = new Map<string, { problem: Problem; pods: number; object: ObjectName }>();
    for (const writes of evidence.history.ofKind("Pod")) {
      const last = writes.at(-1);
      const pod = last?.object as Pod | undefined;
      const condition = pod?.status?.conditions?.find(({ type }) => type === "PodScheduled");
      if (
        last === undefined ||
        pod === undefined ||
        pod.spec.nodeName !== undefined ||
        condition?.reason !== "Unschedulable"
      )
        continue;
      const event = evidence.recording.events.findLast(
        ({ kind, name, namespace, reason }) =>
          kind === "Pod" &&
          name === last.name &&
          namespace === last.namespace &&
          reason === "FailedScheduling",
      );
      if (/persistentvolumeclaim "[^"]*" not found/.test(event?.message ?? "")) continue;
      const object = ownerOf(evidence, pod, event?.t ?? last.t);
      const other = found.get(short(object));
      if (other !== undefined) {
        other.pods++;
        continue;
      }
      const place = placeOfObject(evidence, object);
      found.set(short(object), {
        pods: 1,
        object,
        problem: {
          message: `No node takes the pods of ${short(object)}: ${(event?.message ?? "")
            .replace(/\.? no new claims to deallocate,?/, "")
            .replace(/,? preemption:.*$/, "")
            .replace(/\.$/, "")}.`,
          advice: adviceFor(event?.message ?? ""),
          object,
          ...(place === undefined ? {} : { place }),
          t: event?.first ?? last.t,
          rows: event === undefined ? [] : [eventRow(event)],
        },
      });
    }
    return [...found.values()].map(({ problem }) => problem);
  },
};

function adviceFor(message: string): string {
  if (/Insufficient/.test(message))
    return "Ask for less, or describe larger nodes in the scenario's cluster.";
  if (/taint/.test(message))
    return "Add a toleration, or a node without the taint to the scenario's cluster.";
  if (/affinity|selector/.test(message))
    return "Correct the node selector or affinity, or add a node with these labels to the scenario's cluster.";
  return "Describe the real nodes in the scenario's cluster.";
}
