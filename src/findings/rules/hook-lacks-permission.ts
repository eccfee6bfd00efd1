import type { KubeObject } from "../../cluster/api/object.ts";
import type { RecordedHook } from "../../recording/recording.ts";
import type { Evidence, Render } from "../evidence.ts";
import { renderOf } from "../evidence.ts";
import { makersOf, placeOf } from "../facts/declared.ts";
import { hookText, hookWrite, nameOfHook } from "../facts/hook-object.ts";
import { kubectlCalls } from "../facts/kubectl-calls.ts";
import { grants, rolesOf } from "../facts/permissions.ts";
import { podSpecOf } from "../facts/pod-spec.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const hookLacksPermission: Rule = {
  id: "hook-lacks-permission",
  severity: "warning",
  title: "a hook calls kubectl for what its ServiceAccount may not do",
  explain: {
    what: `The hook's command calls kubectl, and none of the roles that are bound to its ServiceAccount when it runs allows the call: the rule is missing, or the Role and its binding are ordinary
manifests, which come after pre hooks and are gone before post-delete hooks.`,
    example: `kind: Job
metadata: {name: clean, annotations: {helm.sh/hook: pre-delete}}
spec: {template: {spec: {serviceAccountName: clean, containers: [{command: [kubectl, delete, secret, app-tls]}]}}}
---
kind: Role
rules: [{apiGroups: [""], resources: [secrets], verbs: [get, list]}]       # no delete`,
    fix: "Add the verb and the resource to the role; make role and binding hooks of the same event with a smaller weight.",
    links: ["https://github.com/helm/helm/issues/11151", "https://github.com/helm/helm/issues/11157"],
  },
  find: (evidence) => {
    const deletes = evidence.renders[0]?.chart.hooks.some(
      ({ events }) => events.includes("pre-delete") || events.includes("post-delete"),
    );
    const trial =
      deletes === true && evidence.trial === undefined ? evidence.trials.uninstalled() : undefined;
    return [evidence, ...(trial === undefined ? [] : [trial])].flatMap((each) =>
      each.recording.hooks.flatMap((hook) => refusals(each, hook)),
    );
  },
};

function refusals(evidence: Evidence, hook: RecordedHook): Problem[] {
  const render = renderOf(evidence, hook.release, hook.revision);
  const write = hookWrite(evidence, hook);
  const spec = write === undefined ? undefined : podSpecOf(write.object);
  if (render === undefined || write === undefined || spec === undefined) return [];
  const account = spec.serviceAccountName ?? "default";
  if (account === "default" || !isOurs(render, account, write.namespace)) return [];
  const calls = [...(spec.initContainers ?? []), ...spec.containers].flatMap(kubectlCalls);
  if (calls.length === 0) return [];
  const bound = rolesOf(evidence.history, { account, namespace: write.namespace, index: write.index });
  // Who may do what outside of this chart is not known.
  if (bound === undefined) return [];
  const refused = calls.find((call) => !grants(bound, call, write.namespace));
  if (refused === undefined) return [];
  const later = boundBy(render, account, write.namespace).filter(
    ({ name, kind }) =>
      evidence.history.before(
        { kind, name, namespace: kind === "RoleBinding" ? write.namespace : "" },
        write.index,
      ) === undefined,
  );
  const because =
    later[0] === undefined
      ? "no role that is bound to it allows that"
      : `${later[0].kind}/${later[0].name}, which may allow it, is not there at that time`;
  return [
    {
      message: `${hookText(hook).replace("the", "The")} calls "${refused.text}" as ServiceAccount/${account}, and ${because}.`,
      advice:
        later[0] === undefined
          ? `Allow ${account} to ${refused.verb} ${refused.resource}.`
          : `Make ${later[0].kind}/${later[0].name} and its role hooks of ${hook.event} with a weight below ${hook.weight}.`,
      object: nameOfHook(hook),
      place: placeOf(hook),
      t: hook.start,
      rows: [
        row(
          hook.start,
          `the hook begins; ${bound.length === 0 ? "no role is" : `${bound.map(({ role }) => `${role.kind}/${role.metadata.name}`).join(", ")} ${bound.length === 1 ? "is" : "are"}`} bound to ${account}`,
        ),
      ],
      ...(evidence.trial === undefined ? {} : { trial: evidence.trial }),
    },
  ];
}

const isOurs = (render: Render, name: string, namespace: string): boolean =>
  makersOf(render, { kind: "ServiceAccount", namespace, name }).length > 0;

/** The bindings that the chart renders for an account, at whatever time they are made. */
const boundBy = (
  { chart, release }: Render,
  account: string,
  namespace: string,
): { kind: string; name: string }[] =>
  [...chart.manifests, ...chart.hooks]
    .filter(({ kind }) => kind === "RoleBinding" || kind === "ClusterRoleBinding")
    .filter(({ object }) =>
      (
        (
          object as unknown as KubeObject & {
            subjects?: readonly { kind: string; name: string; namespace?: string }[];
          }
        ).subjects ?? []
      ).some(
        (subject) =>
          subject.kind === "ServiceAccount" &&
          subject.name === account &&
          (subject.namespace ?? release.namespace) === namespace,
      ),
    )
    .map(({ kind, name }) => ({ kind, name }));
