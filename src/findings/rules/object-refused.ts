import { nameOf, placeOf, short } from "../facts/declared.ts";
import { allOf, refusals } from "../facts/refusals.ts";
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
  find: (evidence) =>
    refusals(evidence).flatMap(({ step, render, lines }) => {
      const found = new Map<string, Problem>();
      const add = (
        manifest: ReturnType<typeof allOf>[number],
        message: string,
        advice: string,
        line: string,
      ) => {
        const object = nameOf(render, manifest);
        if (found.has(short(object))) return;
        found.set(short(object), {
          message,
          advice,
          object,
          place: placeOf(manifest),
          t: step.recorded.end,
          rows: [row(step.recorded.end, line.trim().slice(0, 240))],
        });
      };
      for (const line of lines) {
        const [, kind = "", name = "", why = ""] =
          /(?:^|[\s:])([A-Za-z]+)(?:\.[\w.-]+)? "([^"]+)" is (?:invalid|forbidden): (.*)/.exec(line) ?? [];
        const namespace = /namespaces "([^"]+)" not found/.exec(line)?.[1];
        for (const manifest of allOf(render)) {
          const fits =
            manifest.name === name &&
            [manifest.kind.toLowerCase(), `${manifest.kind.toLowerCase()}s`].includes(kind.toLowerCase());
          if (fits && !/field is immutable|updates to/.test(why))
            add(
              manifest,
              `The API server refuses ${short(nameOf(render, manifest))}: ${why.trim().slice(0, 160)}`,
              "Correct the object as the server's answer says.",
              line,
            );
          if (namespace !== undefined && manifest.namespace === namespace)
            add(
              manifest,
              `The API server refuses ${short(nameOf(render, manifest))}: its namespace ${namespace} is not there.`,
              `Use the release's namespace, or make ${namespace} before the release.`,
              line,
            );
        }
      }
      return [...found.values()];
    }),
};
