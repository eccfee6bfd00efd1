import type { Manifest } from "../../chart/rendered-chart.ts";
import { deepEqual } from "../../util/deep-equal.ts";
import type { Evidence, Render } from "../evidence.ts";
import { nameOf, placeOf, short } from "../facts/declared.ts";
import { drawsRandom } from "../facts/draws-random.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const randomValueChanges: Rule = {
  id: "random-value-changes",
  severity: "warning",
  title: "a Secret has another random value after each upgrade",
  explain: {
    what: `A template makes a password with randAlphaNum or the like, so every rendering makes another one. An upgrade that is to change nothing replaces the Secret: pods that run
keep the old value, those that start later get the new one, and a database on a volume still has the first.`,
    example: `kind: Secret
stringData: {password: {{ randAlphaNum 16 | quote }}}`,
    fix: "Take what is there over with lookup, make the Secret a pre-install hook, or let the user give the value.",
    links: ["https://github.com/helm/helm/issues/3053", "https://github.com/helm/charts/issues/5167"],
  },
  find: (evidence) => {
    const [render] = evidence.renders;
    if (render === undefined || !drawsRandom(render.chart.chart)) return [];
    const trial = evidence.trials.upgradeToItself();
    return trial === undefined ? [] : changed(trial);
  },
};

function changed({ renders, history, recording, trial }: Evidence): Problem[] {
  const [first] = renders;
  const last = renders.at(-1);
  if (first === undefined || last === undefined || first === last) return [];
  return first.chart.manifests.flatMap((manifest): Problem[] => {
    if (manifest.kind !== "Secret") return [];
    const next = sameIn(last, manifest);
    const keys = next === undefined ? [] : differing(manifest, next);
    const write = history.of(nameOf(first, manifest)).find(({ type }) => type === "MODIFIED");
    if (keys.length === 0 || write === undefined) return [];
    const users = recording.objects.some(({ kind }) => kind === "Pod");
    return [
      {
        message: `An upgrade that changes nothing gives ${short(manifest)} another value (${keys.join(", ")})${users ? ": pods that run keep the old one" : ""}.`,
        advice: "Take the value that is there over with lookup, or let the user give it.",
        object: nameOf(first, manifest),
        place: placeOf(manifest),
        t: write.t,
        rows: [row(write.t, `${short(manifest)} changes`)],
        ...(trial === undefined ? {} : { trial }),
      },
    ];
  });
}

const sameIn = ({ chart }: Render, { kind, name, namespace }: Manifest): Manifest | undefined =>
  chart.manifests.find((each) => each.kind === kind && each.name === name && each.namespace === namespace);

function differing(a: Manifest, b: Manifest): string[] {
  const data = ({ object }: Manifest): Readonly<Record<string, unknown>> => ({
    ...(object?.["data"] as object | undefined),
    ...(object?.["stringData"] as object | undefined),
  });
  const before = data(a);
  const after = data(b);
  return Object.keys(before).filter((key) => key in after && !deepEqual(before[key], after[key]));
}
