import type { Evidence } from "../evidence.ts";
import { placeOf, short } from "../facts/declared.ts";
import { podSpecOf } from "../facts/pod-spec.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const hooksLeftAfterUninstall: Rule = {
  id: "hooks-left-after-uninstall",
  severity: "note",
  title: "hooks' objects are left after uninstall",
  explain: {
    what: `Hooks are no part of the release: helm uninstall does not delete what they made. Jobs and their pods stay, and so do roles, Secrets and, worst, webhook
configurations that then reject what others create.`,
    example: `kind: ServiceAccount
metadata: {name: hook-account, annotations: {helm.sh/hook: "pre-install,pre-upgrade"}}   # there for ever`,
    fix: "Add hook-succeeded to the delete policies, or delete them in a pre-delete or post-delete hook.",
    links: ["https://github.com/helm/helm/issues/10758", "https://github.com/helm/helm/issues/9206"],
  },
  find: (evidence) => {
    const some = evidence.recording.hooks.some(({ event }) => event !== "test");
    const own = left(evidence);
    return own.length > 0 || !some ? own : left(evidence.trials.uninstalled());
  },
};

/** Whether the command of a delete hook plainly deletes an object of that name, which the run does not know of. */
function isCleanedUp({ renders }: Evidence, release: string, name: string): boolean {
  const render = renders.findLast((each) => each.release.name === release);
  const word = new RegExp(`(^|[\\s/"'=])${name.replaceAll(".", "\\.")}($|[\\s/"'?;])`, "m");
  return (render?.chart.hooks ?? [])
    .filter(({ events }) => events.includes("pre-delete") || events.includes("post-delete"))
    .flatMap(({ object }) => (object === undefined ? [] : (podSpecOf(object)?.containers ?? [])))
    .map(({ command = [], args = [] }) => [...command, ...args].join(" "))
    .some((text) => /delete/i.test(text) && word.test(text));
}

function left(evidence: Evidence | undefined): Problem[] {
  if (evidence === undefined) return [];
  const { recording, steps } = evidence;
  return steps.flatMap(({ command, recorded, release }, i) => {
    const again = steps.slice(i + 1).some((step) => step.release === release);
    if (command !== "uninstall" || recorded.exitCode !== 0 || again) return [];
    const stayed = recording.left.flatMap(({ kind, namespace, name }) => {
      const hook = recording.hooks.find(
        (each) =>
          each.release === release &&
          each.kind === kind.split(".")[0] &&
          each.name === name &&
          (namespace === "" || each.namespace === namespace),
      );
      return hook === undefined || kind === "CustomResourceDefinition" || isCleanedUp(evidence, release, name)
        ? []
        : [{ object: { kind, namespace, name }, hook }];
    });
    const [first] = stayed;
    if (first === undefined) return [];
    const names = stayed.map(({ object }) => short(object));
    return [
      {
        message: `After the uninstallation ${names.join(", ")} ${names.length === 1 ? "is" : "are"} still there: hooks are no part of the release.`,
        advice: stayed.some(({ object: { kind } }) => kind === "Job" || kind === "Pod")
          ? "Add hook-succeeded to the delete policies of Jobs and Pods; delete the rest in a post-delete hook or by hand."
          : "Delete them in a post-delete hook, or by hand.",
        object: first.object,
        place: placeOf(first.hook),
        t: recorded.end,
        rows: [
          row(recorded.end, `"${recorded.command}" is done`),
          row(recording.end, `left: ${names.join(", ")}`),
        ],
        ...(evidence.trial === undefined ? {} : { trial: evidence.trial }),
      },
    ];
  });
}
