import type { RecordedHook } from "../../recording/recording.ts";
import { type Evidence, type Render, renderOf } from "../evidence.ts";
import { nameOf, placeOf, short } from "../facts/declared.ts";
import { eventRuns, trialOfRun } from "../facts/event-runs.ts";
import { hookText, hookWrite, nameOfHook } from "../facts/hook-object.ts";
import { kubectlCalls } from "../facts/kubectl-calls.ts";
import { grants, rolesOf } from "../facts/permissions.ts";
import { podSpecOf } from "../facts/pod-spec.ts";
import { rolesLeftOut } from "../facts/roles-left-out.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const hookBeforeItsRole: Rule = {
  id: "hook-before-its-role",
  severity: "warning",
  title: "a hook runs while its ServiceAccount has no rights yet, or no longer",
  explain: {
    what: `The chart binds a role to the hook's ServiceAccount, but the role or its binding is not there when the hook runs: it is an ordinary manifest, which comes after pre hooks and is gone
before post-delete hooks, or a hook of a later weight, or of the same weight and a later name. The hook starts, and every call of the API is forbidden.`,
    example: `kind: ServiceAccount
metadata: {name: setup, annotations: {helm.sh/hook: pre-install, helm.sh/hook-weight: "-5"}}
---
kind: RoleBinding                      # an ordinary manifest: created after the hook has run
roleRef: {kind: Role, name: setup}
subjects: [{kind: ServiceAccount, name: setup}]
---
kind: Job
metadata: {name: setup, annotations: {helm.sh/hook: pre-install}}
spec: {template: {spec: {serviceAccountName: setup}}}`,
    fix: "Make the role and its binding hooks of the same events, with a weight below that of the hook.",
    links: [
      "https://github.com/helm/helm/issues/6149",
      "https://github.com/helm/helm/issues/11151",
      "https://github.com/helm/helm/issues/12414",
    ],
  },
  find: (evidence) =>
    eventRuns(evidence, ({ object }) => {
      const account = object === undefined ? undefined : podSpecOf(object)?.serviceAccountName;
      return account !== undefined && account !== "default";
    }).flatMap((run) => run.recording.hooks.flatMap((hook) => early(run, hook))),
};

function early(evidence: Evidence, hook: RecordedHook): Problem[] {
  const render = renderOf(evidence, hook.release, hook.revision);
  const write = hookWrite(evidence, hook);
  const spec = write === undefined ? undefined : podSpecOf(write.object);
  const account = spec?.serviceAccountName;
  if (render === undefined || write === undefined || spec === undefined || account === undefined) return [];
  const { namespace, index } = write;
  const { history } = evidence;
  // Without its account the hook does not start at all; that is another rule's.
  if (history.before({ kind: "ServiceAccount", namespace, name: account }, index) === undefined) return [];
  const left = rolesLeftOut(evidence, render, { account, namespace, index });
  if (left === undefined) return [];
  const bound = rolesOf(history, { account, namespace, index }) ?? [];
  const refused = [...(spec.initContainers ?? []), ...spec.containers]
    .flatMap(kubectlCalls)
    .flatMap((call) => call.verbs.map((verb) => ({ ...call, verb, namespace: call.namespace ?? namespace })))
    .find((request) => !grants(bound, request));
  // An account that workloads share may have its rights for them alone.
  if (refused === undefined && isShared(render, account)) return [];
  const missing = short(nameOf(render, left.missing));
  const call = refused === undefined ? "" : ` and calls "${refused.text}"`;
  return [
    {
      message: `${hookText(hook).replace("the", "The")} runs as ServiceAccount/${account}${call}, but ${missing}, which gives it its rights, is not there at that time.`,
      advice: `Make ${missing} a hook of ${hook.event} with a weight below ${hook.weight}.`,
      object: nameOfHook(hook),
      place: placeOf(hook),
      t: hook.start,
      rows: [
        row(hook.start, `${short(hook)} begins as ${account}, ${missing} is not there`),
        ...history
          .of(nameOf(render, left.missing))
          .filter(({ type }) => type === "ADDED" || type === "DELETED")
          .slice(-1)
          .map(({ t, type }) => row(t, `${missing} is ${type === "ADDED" ? "created" : "deleted"}`)),
      ],
      ...trialOfRun(evidence),
    },
  ];
}

const isShared = ({ chart }: Render, account: string): boolean =>
  chart.manifests.some(
    ({ object }) => object !== undefined && podSpecOf(object)?.serviceAccountName === account,
  );
