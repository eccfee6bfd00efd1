import { hookWords } from "../../chart/hook-events.ts";
import { didYouMean } from "../../util/nearest-word.ts";
import { nameOf, placeOf, short } from "../facts/declared.ts";
import { eventsOf, pastEvents } from "../facts/hook-words.ts";
import type { Rule } from "../rule.ts";

export const unknownHookEvent: Rule = {
  id: "unknown-hook-event",
  severity: "error",
  title: "an unknown hook event: Helm drops the whole manifest",
  explain: {
    what: `helm.sh/hook names an event that Helm does not know. The manifest is then neither a hook nor an ordinary object: Helm
leaves it out, even if the other events of the list are right. Nothing fails; a line in the debug log is all there is.`,
    example: `metadata:
  name: seed
  annotations: {helm.sh/hook: "post-install, pre-uninstall"}   # the event is called pre-delete`,
    fix: `Write events that Helm knows: ${[...hookWords.keys()].join(", ")}.`,
    links: ["https://github.com/fluxcd/flux2/issues/4756", "https://github.com/helm/helm/issues/1960"],
  },
  find: ({ renders }) =>
    renders.flatMap((render) =>
      render.chart.dropped.flatMap((manifest) => {
        const words = eventsOf(manifest);
        const unknown = words.filter((word) => !hookWords.has(word));
        if (unknown.every((word) => pastEvents.has(word))) return [];
        const wrong = unknown.find((word) => !pastEvents.has(word)) ?? "";
        return [
          {
            message: `Helm drops ${short(nameOf(render, manifest))}: "${wrong}" is no hook event.`,
            advice: `Correct the event in helm.sh/hook.${didYouMean(wrong === "pre-uninstall" ? "pre-delete" : wrong === "post-uninstall" ? "post-delete" : wrong, hookWords.keys())}`,
            object: nameOf(render, manifest),
            place: placeOf(manifest),
          },
        ];
      }),
    ),
};
