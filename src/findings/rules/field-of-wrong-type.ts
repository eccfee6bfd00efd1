import { dottedPath, typeWord } from "../../cluster/api/types/type-problem-text.ts";
import type { TypeProblem } from "../../cluster/api/types/type-problems.ts";
import { short } from "../facts/declared.ts";
import { untypedObjects } from "../facts/untyped-objects.ts";
import type { Rule } from "../rule.ts";

export const fieldOfWrongType: Rule = {
  id: "field-of-wrong-type",
  severity: "error",
  title: "a field has a value of a type that the API does not take",
  explain: {
    what: `In YAML 5 is a number, true and on are truth values, and a value that was quoted in values.yaml is not quoted any more where a template puts it.
Variables, labels, annotations and the data of ConfigMaps and Secrets are strings, and the server refuses the whole object if one is none. helm template and helm lint do not notice;
Helm creates the other objects first and leaves them there.`,
    example: `env:
  - name: PORT
    value: {{ .Values.port }}      # 8080 is no string; {{ .Values.port | quote }} is one`,
    fix: "Quote what has to be a string, {{ .Values.port | quote }}, and do not quote numbers and truth values.",
    links: [
      "https://github.com/helm/helm/issues/4775",
      "https://github.com/kubernetes-sigs/headlamp/issues/1896",
      "https://github.com/open-metadata/openmetadata-helm-charts/issues/19",
    ],
  },
  find: (evidence) =>
    untypedObjects(
      evidence,
      ({ type }) => type !== undefined,
      (object, first, more) => ({
        message: `In ${short(object)} ${dottedPath(first.path)} is ${shown(first.value)} and has to be ${typeWord(first)}; the API server refuses the object.${more}`,
        advice: adviceFor(first),
      }),
    ).map(({ refused: _refused, ...problem }) => problem),
};

const shown = (value: unknown): string =>
  Array.isArray(value)
    ? "a list"
    : typeof value === "object"
      ? "a map"
      : typeof value === "string"
        ? `the string ${JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)}`
        : `${typeof value === "number" ? "the number " : ""}${String(value)}`;

function adviceFor({ value, type = "" }: TypeProblem): string {
  if (type === "q") return "The units are m, k, M, G, T, P, E and Ki, Mi, Gi, Ti, Pi, Ei.";
  const isPlain = typeof value === "number" || typeof value === "boolean";
  if (isPlain && (type === "s" || type === "y")) return "Quote it: {{ … | quote }}.";
  if (typeof value === "string" && ["i", "l", "f", "b"].includes(type)) return "Take the quotes away.";
  return "Look at the indentation, and at what the values give.";
}
