import type { Evidence } from "../evidence.ts";
import { placeOf } from "../facts/declared.ts";
import { eventRuns, trialOfRun } from "../facts/event-runs.ts";
import { nameOfHook } from "../facts/hook-object.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const hookRecreatedOnUpgrade: Rule = {
  id: "hook-recreated-on-upgrade",
  severity: "warning",
  title: "a volume or a workload that is a hook: each upgrade deletes it first",
  explain: {
    what: `Hooks of pre-upgrade or post-upgrade are deleted before they are created anew: before-hook-creation is the default. For a PersistentVolumeClaim or a Namespace that means the data,
for a workload a time without pods. A claim that a pod still uses is not gone until the pod is, and Helm waits for that in vain.`,
    example: `kind: PersistentVolumeClaim
metadata: {name: data, annotations: {helm.sh/hook: "pre-install,pre-upgrade"}}`,
    fix: "Make it an ordinary manifest, with helm.sh/resource-policy: keep if it is to outlive the release; or a hook of pre-install alone.",
    links: ["https://github.com/helm/helm/issues/10987", "https://github.com/argoproj/argo-cd/issues/3837"],
  },
  find: (evidence) =>
    eventRuns(
      evidence,
      ({ kind, events, deletePolicies }, event) =>
        lasting.includes(kind) &&
        event.endsWith("-upgrade") &&
        events.some((each) => each.endsWith("-install") || each.endsWith("-upgrade")) &&
        !deletePolicies.includes("hook-succeeded"),
    ).flatMap(recreated),
};

const holdsData = ["PersistentVolumeClaim", "Namespace"];
const lasting: readonly string[] = [...holdsData, "StatefulSet", "Deployment", "DaemonSet"];

function recreated(evidence: Evidence): Problem[] {
  return evidence.recording.hooks.flatMap((hook): Problem[] => {
    if (!lasting.includes(hook.kind) || !hook.event.endsWith("-upgrade")) return [];
    const phase = evidence.recording.phases.find(
      ({ start, end, event }) => event === hook.event && start <= hook.start && end >= hook.start,
    );
    const gone = evidence.history
      .of(hook)
      .find(
        ({ t, type, object }) =>
          t >= (phase?.start ?? hook.start) &&
          t <= hook.end &&
          (type === "DELETED" || object.metadata.deletionTimestamp !== undefined),
      );
    if (gone === undefined) return [];
    const data = holdsData.includes(hook.kind);
    return [
      {
        ...(data ? { severity: "error" as const } : {}),
        message: `The ${hook.event} hook ${hook.kind}/${hook.name} is deleted by each upgrade before it is created anew${data ? ", and its data with it" : ": its pods are gone for a while"}.`,
        advice: `Make ${hook.kind}/${hook.name} an ordinary manifest${data ? ", with helm.sh/resource-policy: keep if it is to outlive the release" : ""}.`,
        object: nameOfHook(hook),
        place: placeOf(hook),
        t: gone.t,
        rows: [
          row(gone.t, `${hook.kind}/${hook.name} is deleted`),
          row(hook.start, `the ${hook.event} hook begins`),
        ],
        ...trialOfRun(evidence),
      },
    ];
  });
}
