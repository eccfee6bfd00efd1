import type { HookEvent } from "../../chart/hook-events.ts";
import type { Hook } from "../../chart/rendered-chart.ts";
import type { Evidence, Render } from "../evidence.ts";
import type { Trials } from "../trials.ts";

const trialOf: Readonly<Partial<Record<HookEvent, (trials: Trials) => Evidence | undefined>>> = {
  "pre-upgrade": (trials) => trials.upgradeToItself(),
  "post-upgrade": (trials) => trials.upgradeToItself(),
  "pre-rollback": (trials) => trials.rolledBack(),
  "post-rollback": (trials) => trials.rolledBack(),
  "pre-delete": (trials) => trials.uninstalled(),
  "post-delete": (trials) => trials.uninstalled(),
  test: (trials) => trials.testedTwice(),
};

/** The run, and further runs for those events of hooks that it does not come to and that have a hook worth the time. */
export function eventRuns(
  evidence: Evidence,
  isSuspect: (hook: Hook, event: HookEvent, render: Render) => boolean,
): Evidence[] {
  const [render] = evidence.renders;
  const runs = new Set([evidence]);
  if (render === undefined) return [...runs];
  for (const [event, trial] of Object.entries(trialOf) as [
    HookEvent,
    (trials: Trials) => Evidence | undefined,
  ][]) {
    if (evidence.recording.hooks.some((hook) => hook.event === event)) continue;
    const suspect = render.chart.hooks.some(
      (hook) => hook.events.includes(event) && isSuspect(hook, event, render),
    );
    const run = suspect ? trial(evidence.trials) : undefined;
    if (run !== undefined) runs.add(run);
  }
  return [...runs];
}

/** What a finding says of the run that it showed in. */
export const trialOfRun = ({ trial }: Evidence): { readonly trial?: string } =>
  trial === undefined ? {} : { trial };
