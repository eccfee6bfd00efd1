import { didYouMean } from "../../util/nearest-word.ts";
import { nameOf, placeOf, short } from "../facts/declared.ts";
import { deletePolicies } from "../facts/hook-words.ts";
import type { Rule } from "../rule.ts";

export const hookDeletePolicyUnknown: Rule = {
  id: "hook-delete-policy-unknown",
  severity: "warning",
  title: "a misspelt delete policy, which also switches the default off",
  explain: {
    what: `Helm does not check helm.sh/hook-delete-policy. A word that it does not know never applies; and as the list is not empty,
the default before-hook-creation does not apply either. The hook's object then stays and is in the way of the next run.`,
    example: `annotations: {helm.sh/hook: pre-upgrade, helm.sh/hook-delete-policy: hook-success}`,
    fix: `Write policies that Helm knows: ${deletePolicies.join(", ")}.`,
    links: ["https://github.com/helm/helm/issues/8101", "https://github.com/helm/helm/issues/3128"],
  },
  find: ({ renders }) =>
    renders.flatMap((render) =>
      render.chart.hooks.flatMap((hook) => {
        const wrong = hook.deletePolicies.find((policy) => !deletePolicies.includes(policy));
        if (wrong === undefined) return [];
        const off = hook.deletePolicies.includes("before-hook-creation")
          ? ""
          : ", and it switches the default before-hook-creation off";
        return [
          {
            message: `The delete policy ${JSON.stringify(wrong)} of the hook ${short(nameOf(render, hook))} is none that Helm knows${off}.`,
            advice: `Correct helm.sh/hook-delete-policy.${didYouMean(wrong, deletePolicies)}`,
            object: nameOf(render, hook),
            place: placeOf(hook),
          },
        ];
      }),
    ),
};
