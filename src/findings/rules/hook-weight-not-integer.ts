import { nameOf, placeOf, short } from "../facts/declared.ts";
import type { Rule } from "../rule.ts";

export const hookWeightNotInteger: Rule = {
  id: "hook-weight-not-integer",
  severity: "warning",
  title: "a hook weight that is no integer counts as 0",
  explain: {
    what: `Helm reads helm.sh/hook-weight as a whole number. Any other text, such as 1.5 or " 5", counts as 0, without a warning, and the
hook runs at another place than written.`,
    example: `annotations: {helm.sh/hook: pre-install, helm.sh/hook-weight: "-0.5"}`,
    fix: "Write a whole number in quotes.",
    links: ["https://github.com/helm/helm/issues/11770"],
  },
  find: ({ renders }) =>
    renders.flatMap((render) =>
      render.chart.hooks.flatMap((hook) => {
        const text = hook.annotations["helm.sh/hook-weight"];
        if (text === undefined || hook.weight !== 0 || /^[+-]?0+$/.test(text)) return [];
        return [
          {
            message: `The weight ${JSON.stringify(text)} of the hook ${short(nameOf(render, hook))} is no whole number: Helm takes it for 0.`,
            advice: `Write a whole number, such as "${Math.round(Number(text)) || -5}".`,
            object: nameOf(render, hook),
            place: placeOf(hook),
          },
        ];
      }),
    ),
};
