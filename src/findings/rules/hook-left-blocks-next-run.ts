import type { Hook } from "../../chart/rendered-chart.ts";
import type { RecordedHook } from "../../recording/recording.ts";
import { type Evidence, renderOf } from "../evidence.ts";
import { nameOf, placeOf, short } from "../facts/declared.ts";
import { nameOfHook } from "../facts/hook-object.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const hookLeftBlocksNextRun: Rule = {
  id: "hook-left-blocks-next-run",
  severity: "warning",
  title: "what a hook leaves behind is in the way of its next run",
  explain: {
    what: `A hook without the delete policy before-hook-creation is created where its object of the last run may still be. It stays
when the run failed (hook-succeeded alone), when it succeeded (hook-failed alone), and whenever Helm was interrupted.
Helm 3 then fails with "already exists". Helm 4 applies over it: a finished Job does not run again, and its old success or
failure counts for the new run.`,
    example: `kind: Job
metadata:
  name: init
  annotations: {helm.sh/hook: post-install, helm.sh/hook-delete-policy: "hook-succeeded,hook-failed"}`,
    fix: "Add before-hook-creation to helm.sh/hook-delete-policy.",
    links: [
      "https://github.com/helm/helm/issues/8101",
      "https://github.com/helm/helm/issues/3279",
      "https://github.com/VictoriaMetrics/helm-charts/issues/1308",
    ],
  },
  find: (evidence) => [evidence, ...furtherRuns(evidence)].flatMap(blocked),
};

/** Hooks that met the object of an earlier run of theirs. */
function blocked(evidence: Evidence): Problem[] {
  const { recording, history } = evidence;
  return recording.hooks.flatMap((hook): Problem[] => {
    if (hook.deletePolicies.includes("before-hook-creation") || hook.kind === "CustomResourceDefinition")
      return [];
    const writes = history.of(hook);
    const first = writes.findIndex(({ t }) => t >= hook.start);
    const old = writes[(first < 0 ? writes.length : first) - 1];
    if (old === undefined || old.type === "DELETED" || old.type === "EXISTING") return [];
    if (
      !recording.hooks.some((other) => other !== hook && other.start < hook.start && sameObject(other, hook))
    )
      return [];
    const refused = hook.error.includes("already exists");
    const runs = hook.kind === "Job" || hook.kind === "Pod";
    if (!refused && !runs) return [];
    const effect = refused
      ? 'Helm fails with "already exists"'
      : hook.outcome === "succeeded"
        ? "Helm takes its old success for a new one and nothing runs"
        : "Helm applies over it and the hook fails";
    return [
      {
        ...(refused || evidence.trial === undefined ? { severity: "error" as const } : {}),
        ...(evidence.trial === undefined ? {} : { severity: "warning" as const, trial: evidence.trial }),
        message: `What an earlier run of the ${hook.event} hook ${hook.kind}/${hook.name} left is in the way of the next: ${effect}.${refused ? nextInTheWay(evidence, hook) : ""}`,
        advice: `Add before-hook-creation to its delete policies (now ${hook.deletePolicies.join(", ")}).`,
        object: nameOfHook(hook),
        place: placeOf(hook),
        t: hook.start,
        rows: [
          row(old.t, `${hook.kind}/${hook.name} is left as it is`),
          row(hook.start, `the ${hook.event} hook begins while it is still there`),
          ...(hook.error === "" ? [] : [row(hook.end, hook.error.replaceAll("\n", " ").trim())]),
        ],
      },
    ];
  });
}

/** Helm stops at the first object that is there already; what of the same event would stop it next. */
function nextInTheWay(evidence: Evidence, hook: RecordedHook): string {
  const render = renderOf(evidence, hook.release, hook.revision);
  if (render === undefined) return "";
  const names = render.chart.hooks
    .filter((other) => other.events.includes(hook.event) && !isSafe(other))
    .map((other) => nameOf(render, other))
    .filter((name) => short(name) !== short(hook) && evidence.history.at(name, hook.start) !== undefined)
    .map(short);
  return names.length === 0 ? "" : ` So ${names.length === 1 ? "is" : "are"} ${names.join(", ")}.`;
}

const sameObject = (a: RecordedHook, b: RecordedHook): boolean =>
  a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;

/** The next upgrade, and runs that are interrupted in the last hook of an event, when all of the event's hooks are there, and tried again. */
function furtherRuns(evidence: Evidence): Evidence[] {
  const first = evidence.renders[0];
  if (first === undefined) return [];
  const { trials } = evidence;
  const unsafe = first.chart.hooks.filter((hook) => !isSafe(hook));
  const has = (...events: readonly string[]): boolean =>
    unsafe.some((hook) => hook.events.some((event) => events.includes(event)));
  const runs: (Evidence | undefined)[] = [];
  const each = (
    events: readonly string[],
    base: Evidence | undefined,
    run: (after: number) => Evidence | undefined,
  ): void => {
    for (const event of events) {
      if (!has(event) || base === undefined) continue;
      const after = middleOfLast(base, event);
      if (after !== undefined) runs.push(run(after));
    }
  };
  each(["pre-install", "post-install"], evidence, (after) => trials.installInterrupted(after));
  if (has("pre-upgrade", "post-upgrade")) {
    const upgrade = trials.upgradeToItself();
    runs.unshift(upgrade);
    each(["pre-upgrade", "post-upgrade"], upgrade, (after) => trials.upgradeInterrupted(after));
  }
  if (has("pre-delete", "post-delete"))
    each(["pre-delete", "post-delete"], trials.uninstalled(), (after) => trials.uninstallInterrupted(after));
  if (has("test")) runs.push(trials.testedTwice());
  return runs.filter((run) => run !== undefined);
}

/** An empty list means the default, which is safe. */
const isSafe = ({ deletePolicies, kind }: Hook): boolean =>
  deletePolicies.length === 0 ||
  deletePolicies.includes("before-hook-creation") ||
  kind === "CustomResourceDefinition";

/** Half-way through the last hook of an event, in seconds after its command began. */
function middleOfLast({ recording }: Evidence, event: string): number | undefined {
  const last = recording.hooks.findLast((hook) => hook.event === event);
  const step = recording.steps.find(
    ({ start, end }) => last !== undefined && start <= last.start && end >= last.start,
  );
  if (last === undefined || step === undefined) return undefined;
  const middle = (last.start + last.end) / 2 - step.start;
  return middle > 0 ? Math.round(middle * 1000) / 1000 : undefined;
}
