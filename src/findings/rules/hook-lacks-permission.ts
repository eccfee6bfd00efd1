import type { PodSpec } from "../../cluster/api/pod.ts";
import type { RecordedHook } from "../../recording/recording.ts";
import { type Evidence, renderOf } from "../evidence.ts";
import { makersOf, placeOf } from "../facts/declared.ts";
import { eventRuns, trialOfRun } from "../facts/event-runs.ts";
import { hookText, hookWrite, nameOfHook } from "../facts/hook-object.ts";
import { kubectlCalls } from "../facts/kubectl-calls.ts";
import { grants, rolesOf } from "../facts/permissions.ts";
import { podSpecOf } from "../facts/pod-spec.ts";
import { rolesLeftOut } from "../facts/roles-left-out.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const hookLacksPermission: Rule = {
  id: "hook-lacks-permission",
  severity: "warning",
  title: "a hook calls kubectl for what its ServiceAccount may not do",
  explain: {
    what: `The hook's command calls kubectl, and none of the roles that are bound to its ServiceAccount when it runs allows the call: a verb, a resource or a name is missing in the rules, or
the hook runs as the account default, which may do nothing. kubectl wait and kubectl rollout status need get, list and watch, kubectl patch needs get too, and no rule with resourceNames allows create.`,
    example: `kind: Job
metadata: {name: clean, annotations: {helm.sh/hook: pre-delete}}
spec: {template: {spec: {serviceAccountName: clean, containers: [{command: [kubectl, delete, secret, app-tls]}]}}}
---
kind: Role
rules: [{apiGroups: [""], resources: [secrets], verbs: [get, list]}]       # no delete`,
    fix: "Add the verb and the resource to the rules of the role, or give the hook a ServiceAccount with such a role.",
    links: ["https://github.com/helm/helm/issues/11151", "https://github.com/helm/helm/issues/11157"],
  },
  find: (evidence) =>
    eventRuns(evidence, ({ object }) => object !== undefined && callsKubectl(object)).flatMap((run) =>
      run.recording.hooks.flatMap((hook) => refusals(run, hook)),
    ),
};

const callsKubectl = (object: Parameters<typeof podSpecOf>[0]): boolean => {
  const spec = podSpecOf(object);
  return spec !== undefined && callsOf(spec).length > 0;
};

const callsOf = ({ initContainers = [], containers }: PodSpec) =>
  [...initContainers, ...containers].flatMap(kubectlCalls);

function refusals(evidence: Evidence, hook: RecordedHook): Problem[] {
  const render = renderOf(evidence, hook.release, hook.revision);
  const write = hookWrite(evidence, hook);
  const spec = write === undefined ? undefined : podSpecOf(write.object);
  if (render === undefined || write === undefined || spec === undefined) return [];
  const { namespace, index } = write;
  const account = spec.serviceAccountName ?? "default";
  // Who may do what outside of this chart is not known; that the account of every namespace may do nothing is.
  const isOurs = makersOf(render, { kind: "ServiceAccount", namespace, name: account }).length > 0;
  if (!isOurs && account !== "default") return [];
  const bound = rolesOf(evidence.history, { account, namespace, index });
  if (bound === undefined || rolesLeftOut(evidence, render, { account, namespace, index }) !== undefined)
    return [];
  const refused = callsOf(spec)
    .flatMap((call) => call.verbs.map((verb) => ({ ...call, verb, namespace: call.namespace ?? namespace })))
    .find((request) => !grants(bound, request));
  if (refused === undefined) return [];
  const roles = bound.map(({ role }) => `${role.kind}/${role.metadata.name}`);
  const because =
    roles.length === 0
      ? "no role is bound to it"
      : `${roles.join(" and ")} ${roles.length === 1 ? "does" : "do"} not allow that`;
  const what = `${refused.verb} ${refused.resource}`;
  return [
    {
      message: `${hookText(hook).replace("the", "The")} calls "${refused.text}" as ServiceAccount/${account}, which takes the right to ${what}, and ${because}.`,
      advice: `Allow ${account === "default" ? "a ServiceAccount of its own" : account} to ${what}${refused.name === undefined ? "" : ` (${refused.name})`}.`,
      object: nameOfHook(hook),
      place: placeOf(hook),
      t: hook.start,
      rows: [
        row(
          hook.start,
          `the hook begins; bound to ${account}: ${roles.length === 0 ? "nothing" : roles.join(", ")}`,
        ),
      ],
      ...trialOfRun(evidence),
    },
  ];
}
