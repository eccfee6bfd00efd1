import { fieldsOf } from "../../cluster/api/types/field-types.ts";
import { dottedPath } from "../../cluster/api/types/type-problem-text.ts";
import type { TypeProblem } from "../../cluster/api/types/type-problems.ts";
import { nearestWord } from "../../util/nearest-word.ts";
import { short } from "../facts/declared.ts";
import { untypedObjects } from "../facts/untyped-objects.ts";
import type { Rule } from "../rule.ts";

export const unknownField: Rule = {
  id: "unknown-field",
  severity: "warning",
  title: "an object has a field that the API does not know",
  explain: {
    what: `A field that is mistyped, or that stands a level too deep or not deep enough, means nothing to the server. With Helm 3 (and client-side apply) it is dropped, with a warning that is easy to miss:
what it should do does not happen. Helm 4 applies on the server's side, which refuses the whole object.`,
    example: `spec:
  containers:
    - name: web
      nodeSelector: {disk: ssd}      # a field of the pod, not of the container`,
    fix: "Correct the name, or the indentation.",
    links: [
      "https://github.com/redpanda-data/redpanda-connect-helm-chart/issues/78",
      "https://github.com/IMIO/helm-plausible-analytics/issues/19",
      "https://github.com/siderolabs/omni/issues/1423",
    ],
  },
  find: (evidence) =>
    untypedObjects(
      evidence,
      ({ type }) => type === undefined,
      (object, first, more) => ({
        message: `${short(object)} sets ${dottedPath(first.path)}, a field that the API does not know: with Helm 4 the server refuses the object, with Helm 3 it drops the field.${more}`,
        advice: adviceFor(first, object.kind),
      }),
    ).map(({ refused, ...problem }) => ({ ...problem, ...(refused ? { severity: "error" as const } : {}) })),
};

function adviceFor({ path, owner }: TypeProblem, kind: string): string {
  const name = String(path.at(-1));
  const home = homeOf(name, path.slice(0, -1), kind);
  if (home !== undefined)
    return `It is a field of ${home === "" ? "the object" : home}: look at its indentation.`;
  const meant = nearestWord(name, fieldsOf(owner)?.keys() ?? []);
  return meant === undefined ? "Look at its name and its indentation." : `Did you mean ${meant}?`;
}

/** Where a field of this name belongs that stands too deep: the nearest struct on the way that has one. */
function homeOf(name: string, path: TypeProblem["path"], kind: string): string | undefined {
  let home: string | undefined;
  let type = kind;
  for (const [depth, segment] of path.entries()) {
    const fields = fieldsOf(type);
    if (fields?.has(name) === true) home = dottedPath(path.slice(0, depth));
    // an item of a list, or a value of a map
    type = fields === undefined ? type.slice(1) : (fields.get(String(segment)) ?? "a");
  }
  return home;
}
