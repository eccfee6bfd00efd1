import type { Pod } from "../../cluster/api/pod.ts";
import type { ObjectName } from "../../recording/recording.ts";
import { parseQuantity } from "../../util/quantity.ts";
import type { Evidence } from "../evidence.ts";
import { short } from "../facts/declared.ts";
import { trialOfRun } from "../facts/event-runs.ts";
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
  find: (evidence) => [...neverScheduled(evidence), ...atThePeak(evidence)],
};

/** What finds no node when all Deployments are rolled at once, as an upgrade does, where that may get tight. */
function atThePeak(evidence: Evidence): Problem[] {
  const [render] = evidence.renders;
  if (render === undefined || !isHalfFull(evidence)) return [];
  const rolled = render.chart.manifests
    .filter(
      ({ kind, namespace = render.release.namespace }) =>
        kind === "Deployment" && namespace === render.release.namespace,
    )
    .map(({ name }) => `deployment/${name}`);
  const trial = rolled.length === 0 ? undefined : evidence.trials.restarted(rolled);
  return trial === undefined
    ? []
    : neverScheduled(trial).map((problem) => ({ ...problem, severity: "warning", ...trialOfRun(trial) }));
}

/** Whether the pods ask for more than half of what the nodes have. */
function isHalfFull({ scenario, history }: Evidence): boolean {
  const pods = history.ofKind("Pod").flatMap((writes) => {
    const last = writes.at(-1);
    return last === undefined || last.type === "DELETED" ? [] : [last.object as Pod];
  });
  return (["cpu", "memory"] as const).some((resource) => {
    const had = scenario.nodes.reduce((sum, node) => sum + (parseQuantity(node[resource]) ?? 0), 0);
    const asked = pods
      .flatMap(({ spec }) => spec.containers)
      .reduce((sum, { resources }) => sum + (parseQuantity(resources?.requests?.[resource] ?? "0") ?? 0), 0);
    return asked > had / 2;
  });
}

function neverScheduled(evidence: Evidence): Problem[] {
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
        kind === "Pod" && name === last.name && namespace === last.namespace && reason === "FailedScheduling",
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
          .replace(/\. not found$/, "")
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
}

function adviceFor(message: string): string {
  if (/unbound immediate/.test(message))
    return "Add the StorageClass of its claims to the objects of the scenario's cluster, or a PersistentVolume that fits.";
  if (/Insufficient/.test(message))
    return "Ask for less, or describe larger nodes in the scenario's cluster.";
  if (/taint/.test(message))
    return "Add a toleration, or a node without the taint to the scenario's cluster.";
  if (/affinity|selector/.test(message))
    return "Correct the node selector or affinity, or add a node with these labels to the scenario's cluster.";
  return "Describe the real nodes in the scenario's cluster.";
}
