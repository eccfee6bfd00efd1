import { timeText } from "./clock.ts";
import type { RunIndex } from "./run-index.ts";

/** Where an object comes from, one sentence for each thing that is known. */
export function whyItIsHere(run: RunIndex, key: string, t: number): string[] {
  const [first] = run.writesOf(key);
  if (first === undefined) return [];
  const hooks = run.hooksOf(key).filter(({ start }, i) => i === 0 || start <= t);
  const hook = hooks.at(-1);
  const owners = run.ownersOf(key).map(shortName);
  const { annotations = {} } = first.object.metadata;
  const release = annotations["meta.helm.sh/release-name"];
  return [
    first.type === "EXISTING" ? "It was there before." : `Created at ${timeText(first.t)}.`,
    ...(owners.length === 0 ? [] : [`Made by ${owners.join(", made by ")}.`]),
    ...(release === undefined ? [] : [`Part of the release ${release}.`]),
    ...(hook === undefined
      ? []
      : [
          `The ${hook.event} hook ${hook.order} of ${hook.of}, weight ${hook.weight}: ${hook.why}`,
          `From ${hook.path}${hook.line === 0 ? "" : `:${hook.line}`}; ${policies(hook.deletePolicies)}.`,
        ]),
  ];
}

const policies = (all: readonly string[]): string =>
  all.length === 0 ? "it is never deleted" : `deleted: ${all.join(", ")}`;

/** `Job/migrate` of `Job/default/migrate`. */
export function shortName(key: string): string {
  const [kind, , name] = key.split("/");
  return `${kind}/${name}`;
}
