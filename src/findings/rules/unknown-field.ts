import { fieldsOf } from "../../cluster/api/types/field-types.ts";
import { dottedPath, unknownFieldText } from "../../cluster/api/types/type-problem-text.ts";
import type { TypeProblem } from "../../cluster/api/types/type-problems.ts";
import { nearestWord } from "../../util/nearest-word.ts";
import { nameOf, placeOf, short } from "../facts/declared.ts";
import { row } from "../facts/rows.ts";
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
    evidence.renders.flatMap((render) =>
      render.untyped.flatMap(({ manifest, problems }) => {
        const step = evidence.steps.find(({ release }) => release === render.release.name);
        const unknown = problems.filter(({ type }) => type === undefined);
        const [first, ...others] = unknown;
        if (first === undefined) return [];
        const object = nameOf(render, manifest);
        const refused = step?.recorded.stderr.includes("field not declared in schema") === true;
        const more = others.length === 0 ? "" : ` So are ${others.length} more of its fields.`;
        const t = step?.recorded.end ?? 0;
        return [
          {
            ...(refused ? { severity: "error" as const } : {}),
            message: `${short(object)} sets ${dottedPath(first.path)}, a field that the API does not know: with Helm 4 the server refuses the object, with Helm 3 it drops the field.${more}`,
            advice: adviceFor(first, object.kind),
            object,
            place: placeOf(manifest),
            t,
            rows: unknown.slice(0, mostRows).map((each) => row(t, unknownFieldText(each))),
          },
        ];
      }),
    ),
};

const mostRows = 8;

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
