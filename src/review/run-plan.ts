import type { EarlierStep } from "../run-course.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { noRegistry, withBrokenImages } from "./broken-images.ts";
import type { PlannedRun } from "./chart-runs.ts";
import type { ReviewSettings } from "./review-settings.ts";
import { runSide, type SideRun } from "./run-side.ts";
import type { SideName } from "./side.ts";

/**
 * Runs what is planned, with the chart and the Helm of the plan's side.
 * @param findings whether they are looked for; what is made to fail has some that say nothing of the chart
 */
export function runPlan(
  { side, before, steps, broken }: PlannedRun,
  settings: ReviewSettings,
  findings = !broken,
): SideRun {
  const helmOf = (name: SideName): string | undefined =>
    (name === "base" ? settings.baseHelmVersion : undefined) ?? settings.scenario.helmVersion;
  const scenario: Scenario = {
    ...settings.scenario,
    images: [
      { match: `${noRegistry}/*`, missing: true, pull: undefined, step: undefined },
      ...settings.scenario.images,
    ],
    helmVersion: helmOf(side),
    directory: settings.directory,
    steps,
    expect: [],
  };
  const earlier = before.map(
    ({ step, side: of }): EarlierStep => ({
      step,
      adapters: settings[of].adapters,
      helmVersion: helmOf(of),
      mayFail: true,
    }),
  );
  const { adapters } = settings[side];
  return runSide(scenario, broken ? withBrokenImages(adapters) : adapters, {
    namespace: settings.namespace,
    settle: true,
    before: earlier,
    findings,
  });
}
