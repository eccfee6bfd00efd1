import { nameOf, placeOf, short } from "../facts/declared.ts";
import { eventsOf, pastEvents } from "../facts/hook-words.ts";
import type { Rule } from "../rule.ts";

export const pastHookEvent: Rule = {
  id: "past-hook-event",
  severity: "error",
  title: "a hook event of Helm 2: the manifest is dropped",
  explain: {
    what: `crd-install and test-failure were hook events of Helm 2. Helm 3 and 4 do not know them and leave out the whole manifest,
without an error.`,
    example: `kind: CustomResourceDefinition
metadata: {name: things.example.com, annotations: {helm.sh/hook: crd-install}}`,
    fix: "Put definitions into the folder crds/; turn a test-failure into a test that succeeds when the failure is there.",
    links: ["https://github.com/helm/helm/issues/6918"],
  },
  find: ({ renders }) =>
    renders.flatMap((render) =>
      render.chart.dropped.flatMap((manifest) => {
        const words = eventsOf(manifest);
        const past = words.find((word) => pastEvents.has(word));
        if (past === undefined) return [];
        return [
          {
            message: `Helm drops ${short(nameOf(render, manifest))}: the hook event ${past} went with Helm 2.`,
            advice: pastEvents.get(past) ?? "",
            object: nameOf(render, manifest),
            place: placeOf(manifest),
          },
        ];
      }),
    ),
};
