import type { Adapters } from "../../adapters.ts";
import type { Recording } from "../../recording/recording.ts";
import type { EarlierStep } from "../../run-course.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { HelmStep } from "../../scenario/steps/step.ts";
import { type SimulateOptions, simulate } from "../../simulate.ts";
import { type Aftermath, aftermathAt } from "./aftermath.ts";
import type { Mishap } from "./mishap.ts";

/** The command that is explored, and where. */
export interface Setting {
  /** its only step is the command */
  readonly scenario: Scenario;
  readonly namespace: string;
  readonly release: string;
  readonly command: HelmStep;
  /** what a person does if it fails */
  readonly retry: HelmStep;
  /** commands of the time before */
  readonly before: readonly HelmStep[];
}

/** What came of a command. Times are seconds. */
export interface Attempt extends Aftermath {
  readonly exitCode: number;
  readonly took: number;
  /** Helm's last words, if it failed */
  readonly error: string;
}

/** What came of a run in which one thing went wrong. */
export interface Outcome {
  readonly first: Attempt;
  /** undefined: the command succeeded, so nobody tried again */
  readonly retry: Attempt | undefined;
  /** hooks that have succeeded at least once: `Job/migrate` */
  readonly hooks: readonly string[];
}

/** A person looks at what went wrong before the next try, milliseconds. */
const pause = 60_000;

/** Runs the command with, or without, one thing going wrong. @throws SeatrialError, SimulationError */
export function runMishap(
  { scenario, namespace, command, retry, before }: Setting,
  mishap: Mishap | undefined,
  adapters: Adapters,
  options: Pick<SimulateOptions, "onChartError"> = {},
): Recording {
  const steps: HelmStep[] = [{ ...command, timeout: mishap?.interrupt }];
  return simulate(
    {
      ...scenario,
      steps,
      troubles: mishap?.troubles ?? [],
      images: [...(mishap?.images ?? []), ...scenario.images],
      faults: [...(mishap?.faults ?? []), ...scenario.faults],
    },
    adapters,
    {
      ...options,
      namespace,
      settle: true,
      retry: { after: pause, step: retry },
      before: before.map((step): EarlierStep => ({ step, adapters, mayFail: false })),
    },
  );
}

/** What is to be told of a run. */
export function outcomeOf(recording: Recording, release: string): Outcome {
  const [first, retry] = recording.steps;
  const attempt = (step: Recording["steps"][number] | undefined, seen: number): Attempt => ({
    exitCode: step?.exitCode ?? 0,
    took: step === undefined ? 0 : Math.round((step.end - step.start) * 1000) / 1000,
    error: step === undefined || step.exitCode === 0 ? "" : lastWords(step.stderr),
    ...aftermathAt(recording, release, seen),
  });
  return {
    first: attempt(first, retry?.start ?? recording.end),
    retry: retry === undefined ? undefined : attempt(retry, recording.end),
    hooks: [
      ...new Set(
        recording.hooks
          .filter(({ outcome }) => outcome === "succeeded")
          .map(({ kind, name }) => `${kind}/${name}`),
      ),
    ],
  };
}

/** The last paragraph of what Helm says: it begins with `Error: `. */
function lastWords(stderr: string): string {
  const text = stderr.trim();
  return text.slice(Math.max(0, text.lastIndexOf("Error: ")));
}
