import type { ObjectName, RecordedHook } from "../../recording/recording.ts";
import type { CaseReview } from "../../review/review-result.ts";
import { objectText } from "./words.ts";

/** How many names are told before the rest is only counted. */
const most = 6;

/** What the upgrade of a running release does, in short sentences; none where there is no such run. */
export function upgradeSentences({ runs }: CaseReview): string[] {
  const run = runs.find(({ name }) => name === "upgrade");
  if (run?.after === undefined || run.before === undefined) return [];
  const { created, changed, deleted, restarted } = run.effects;
  const said = (verb: string, objects: readonly ObjectName[]): string[] =>
    objects.length === 0 ? [] : [`${verb} ${listed(objects.map(objectText))}`];
  const pods = new Set(restarted.map(objectText));
  const others = changed.filter((object) => !pods.has(objectText(object)));
  const does = [
    ...said("creates", created),
    ...said("changes", others),
    ...said("deletes", deleted),
    ...said("gives new pods to", restarted),
  ];
  const hooks = hookNames(run.after.hooks);
  const fails = run.after.steps.some(({ exitCode }) => exitCode !== 0);
  const lead = fails ? "Until it fails, the upgrade" : "The upgrade";
  return [
    does.length === 0 ? `${lead} changes no object.` : `${lead} ${joined(does)}.`,
    ...(hooks.length === 0 ? [] : [`It runs the hooks ${listed(hooks)}.`]),
  ];
}

const hookNames = (hooks: readonly RecordedHook[]): string[] =>
  hooks.map((hook) => `${objectText(hook)} (${hook.event})`);

const listed = (names: readonly string[]): string =>
  names.length <= most + 1
    ? joined(names)
    : `${names.slice(0, most).join(", ")} and ${names.length - most} more`;

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
