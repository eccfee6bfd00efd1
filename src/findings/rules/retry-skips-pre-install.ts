import { renderOf } from "../evidence.ts";
import { nameOf, placeOf, short } from "../facts/declared.ts";
import { row } from "../facts/rows.ts";
import type { Rule } from "../rule.ts";

export const retrySkipsPreInstall: Rule = {
  id: "retry-skips-pre-install",
  severity: "warning",
  title: "the retry of a failed installation is an upgrade and skips the install hooks",
  explain: {
    what: `A first installation failed, and "helm upgrade --install" tried again. As there is a release, though a failed one, Helm upgrades
it: hooks of pre-install and post-install do not run, even those that failed or never ran.`,
    example: `helm install demo ./chart             # fails in a pre-install hook
helm upgrade --install demo ./chart   # succeeds, and the hook never did its work`,
    fix: "Make the hooks run on upgrades too and bear being run twice, or uninstall before trying again.",
    links: ["https://github.com/helm/helm/issues/3353", "https://github.com/helm/helm/issues/5923"],
  },
  find: (evidence) =>
    evidence.steps.flatMap((step, i) => {
      if (step.command !== "upgrade") return [];
      const failed = evidence.steps
        .slice(0, i)
        .findLast(({ release, command }) => release === step.release && command !== "test");
      const install =
        failed !== undefined &&
        failed.recorded.exitCode !== 0 &&
        (failed.command === "install" || (failed.command === "upgrade" && failed.flags.bool("install")));
      const ran = evidence.recording.phases.find(
        ({ start, end }) => start >= step.recorded.start && end <= step.recorded.end,
      );
      if (!install || ran === undefined || ran.revision < 2 || failed === undefined) return [];
      const before = evidence.recording.hooks.filter(
        (hook) => hook.start >= failed.recorded.start && hook.start <= failed.recorded.end,
      );
      const render = renderOf(evidence, step.release, ran.revision);
      const hooks = render?.chart.hooks ?? [];
      const skipped = hooks
        .filter(
          ({ events }) =>
            events.some((event) => event === "pre-install" || event === "post-install") &&
            !events.some((event) => event === "pre-upgrade" || event === "post-upgrade"),
        )
        .filter(
          (hook) =>
            !before.some(
              ({ kind, name, outcome }) =>
                kind === hook.kind && name === hook.name && outcome === "succeeded",
            ),
        );
      const [first] = skipped;
      if (first === undefined || render === undefined) return [];
      const names = skipped.map(short).join(", ");
      return [
        {
          message: `The retry "${step.recorded.command}" is an upgrade and skips the install hooks that have not succeeded: ${names}.`,
          advice: "Let them run on upgrades too, or uninstall before trying again.",
          object: nameOf(render, first),
          place: placeOf(first),
          t: step.recorded.start,
          rows: [
            row(failed.recorded.end, `"${failed.recorded.command}" failed`),
            row(step.recorded.start, `"${step.recorded.command}" begins revision ${ran.revision}`),
          ],
        },
      ];
    }),
};
