import { type Pod, podCondition } from "../../cluster/api/pod.ts";
import { humanDuration } from "../human-duration.ts";
import { ageColumn, type Column, nameColumn, none, type PrintContext } from "./column.ts";
import { podSummary } from "./pod-summary.ts";

export const podColumns: readonly Column[] = [
  nameColumn,
  {
    name: "READY",
    cell: (pod: Pod, context) => {
      const { readyContainers, totalContainers } = podSummary(pod, context);
      return `${readyContainers}/${totalContainers}`;
    },
  },
  { name: "STATUS", cell: (pod: Pod, context) => podSummary(pod, context).status },
  { name: "RESTARTS", cell: restartsText },
  ageColumn,
  { name: "IP", wide: true, cell: ({ status }: Pod) => status.podIPs?.[0]?.ip || none },
  { name: "NODE", wide: true, cell: ({ spec }: Pod) => spec.nodeName || none },
  { name: "NOMINATED NODE", wide: true, cell: ({ status }: Pod) => status.nominatedNodeName || none },
  { name: "READINESS GATES", wide: true, cell: readinessGates },
];

function restartsText(pod: Pod, context: PrintContext): string {
  const { restarts, lastRestart } = podSummary(pod, context);
  return restarts === 0 || lastRestart === undefined
    ? String(restarts)
    : `${restarts} (${humanDuration(context.now - lastRestart)} ago)`;
}

function readinessGates(pod: Pod): string {
  const gates = pod.spec.readinessGates ?? [];
  const open = gates.filter(({ conditionType }) => podCondition(pod, conditionType)?.status === "True");
  return gates.length === 0 ? none : `${open.length}/${gates.length}`;
}
