import { controllerOf } from "../cluster/api/object.ts";
import { printWatch } from "../recording/print-watch.ts";
import type { ObjectName } from "../recording/recording.ts";
import type { Claim } from "../scenario/expect/claim.ts";
import type { Verdict } from "./evaluate.ts";
import { labelOf, patternText, type Subjects } from "./subjects.ts";
import { fails, holds, some } from "./verdict.ts";

/** What Helm itself keeps of a release is not counted: `release NAME is STATUS` speaks of it. */
function leftObjects({ recording }: Subjects): (ObjectName & { readonly owner: ObjectName | undefined })[] {
  const last = new Map(recording.objects.map((write) => [nameKey(write), write.object]));
  return recording.left.flatMap((left) => {
    const object = last.get(nameKey(left));
    const { owner, version } = object?.metadata.labels ?? {};
    if (owner === "helm" && version !== undefined && left.name.startsWith("sh.helm.release.")) return [];
    const controller = object && controllerOf(object);
    return [
      {
        ...left,
        owner: controller && { kind: controller.kind, namespace: left.namespace, name: controller.name },
      },
    ];
  });
}

const nameKey = ({ kind, namespace, name }: ObjectName): string => `${kind}/${namespace}/${name}`;

export function leftClaim({ objects }: Claim & { kind: "left" }, subjects: Subjects): Verdict {
  const left = leftObjects(subjects);
  const named = left.filter((each) => objects.some((pattern) => subjects.matches(pattern, each)));
  // what a named object owns, and what that owns in turn
  const meant = new Set(named.map(nameKey));
  for (let size = -1; size < meant.size; ) {
    size = meant.size;
    for (const each of left)
      if (each.owner !== undefined && meant.has(nameKey(each.owner))) meant.add(nameKey(each));
  }
  const others = left.filter((each) => !meant.has(nameKey(each)));
  const gone = objects.filter((pattern) => !left.some((each) => subjects.matches(pattern, each)));
  if (others.length === 0 && gone.length === 0) return holds;
  const parts = [
    ...(gone.length === 0 ? [] : [`not left: ${some(gone.map(patternText))}`]),
    ...(others.length === 0
      ? []
      : [`left${objects.length === 0 ? "" : " as well"}: ${some(others.map(labelOf))}`]),
  ];
  return fails(`${parts.join("; ")}.`, [subjects.recording.end]);
}

export function isLeftClaim({ object, never }: Claim & { kind: "is left" }, subjects: Subjects): Verdict {
  if (subjects.objects(object).length === 0) return fails(subjects.absence(object));
  const left = leftObjects(subjects).filter((each) => subjects.matches(object, each));
  if (left.length > 0 !== never) return holds;
  return fails(
    never ? `left: ${some(left.map(labelOf))}.` : `nothing is left that is called ${patternText(object)}.`,
    [subjects.recording.end],
  );
}

export function findingClaim(claim: Claim & { kind: "finding" }, subjects: Subjects): Verdict {
  const { findings } = subjects.recording;
  const { rule, object, never } = claim;
  const found = findings.filter(
    (finding) =>
      (rule === "" || finding.rule === rule) &&
      (object === undefined || (finding.object !== undefined && subjects.matches(object, finding.object))),
  );
  if (found.length > 0 !== never) return holds;
  const list = (never ? found : findings).map((each) => `${each.rule}: ${each.message}`);
  return fails(
    list.length === 0
      ? "there are no findings."
      : `there ${list.length === 1 ? "is" : "are"} ${some(list, 3)}`,
    found.flatMap(({ t }) => (t === undefined ? [] : [t])),
  );
}

/** The rows of `kubectl get KIND -w`, the heading not counted. */
export function rowsClaim(claim: Claim & { kind: "rows" }, subjects: Subjects): Verdict {
  const { object, comparison, count } = claim;
  const objects = subjects.objects(object);
  if (objects.length === 0) return fails(subjects.absence(object));
  const rows = [...new Set(objects.map((each) => each.object.kind))].flatMap((kind) => {
    const names = new Set(
      objects.filter((each) => each.object.kind === kind).map((each) => each.object.name),
    );
    return printWatch(subjects.recording, kind).filter(({ line }) => names.has(line.split(/\s/, 1)[0] ?? ""));
  });
  const fits = {
    exactly: rows.length === count,
    "at least": rows.length >= count,
    "at most": rows.length <= count,
  };
  if (fits[comparison]) return holds;
  return fails(
    `there were ${rows.length}.`,
    rows.slice(-1).map(({ t }) => t),
  );
}
