import { nameOf, placeOf, short } from "../facts/declared.ts";
import { allOf, type Refusal, refusals } from "../facts/refusals.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const objectRefused: Rule = {
  id: "object-refused",
  severity: "error",
  title: "the API server refuses an object of the chart",
  explain: {
    what: `The chart renders, but the server does not take one of its objects: a name that is too long or has letters that are not allowed, a field that is missing, a namespace
that nothing makes. helm template and helm lint do not notice. Helm creates the others first and leaves them there.`,
    example: `kind: Service
metadata: {name: "{{ .Release.Name }}_web"}      # no underscore in the name of a Service`,
    fix: "Correct the object as the server's answer says.",
    links: ["https://github.com/helm/helm/issues/10627", "https://github.com/helm/helm/issues/7191"],
  },
  find: (evidence) => refusals(evidence).flatMap(refused),
};

/** One problem for each answer of the server: what is wrong with one name is often wrong with all. */
function refused({ step, render, lines }: Refusal): Problem[] {
  const found = new Map<string, { readonly problem: Problem; readonly objects: Set<string> }>();
  for (const line of lines) {
    const namespace = /namespaces "([^"]+)" not found/.exec(line)?.[1];
    const [, kind = "", name = "", why = ""] = invalid.exec(line) ?? [];
    if (/field is immutable|updates to/.test(why)) continue;
    for (const manifest of allOf(render)) {
      const homeless = namespace !== undefined && manifest.namespace === namespace;
      if (!homeless && (name === "" || manifest.name !== name || !isKind(manifest.kind, kind))) continue;
      const object = nameOf(render, manifest);
      const answer = homeless ? `its namespace ${namespace} is not there` : why.trim();
      const cause = answer.replaceAll(/"[^"]*"/g, "");
      const other = found.get(cause);
      if (other !== undefined) {
        other.objects.add(short(object));
        continue;
      }
      found.set(cause, {
        objects: new Set([short(object)]),
        problem: {
          message: `The API server refuses ${short(object)}: ${cut(answer)}.`,
          advice: homeless
            ? `Use the release's namespace, or make ${namespace} before the release.`
            : "Correct the object as the server's answer says.",
          object,
          place: placeOf(manifest),
          t: step.recorded.end,
          rows: [row(step.recorded.end, line.trim().slice(0, 240))],
        },
      });
    }
  }
  return [...found.values()].map(({ problem, objects: { size } }) =>
    size === 1 ? problem : { ...problem, message: `${problem.message} The same goes for ${size - 1} more.` },
  );
}

const invalid = /(?:^|[\s:])([A-Za-z]+)(?:\.[\w.-]+)? "([^"]+)" is (?:invalid|forbidden): (.*)/;

/** `Service`, or `services` as some answers have it. */
const isKind = (kind: string, word: string): boolean =>
  [kind.toLowerCase(), `${kind.toLowerCase()}s`].includes(word.toLowerCase());

const cut = (text: string): string =>
  text.length > 160 ? `${text.slice(0, 160)}…` : text.replace(/\.$/, "");
