import type { Adapters } from "../../adapters.ts";
import type { Latency } from "../../cluster/latency.ts";
import { releaseSteps } from "../../findings/release-steps.ts";
import type { RecordedStep, Recording } from "../../recording/recording.ts";
import { type Distribution, draw } from "../../scenario/distribution.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Step } from "../../scenario/steps/step.ts";
import { Random } from "../../sim/random.ts";
import { type SimulateOptions, simulate } from "../../simulate.ts";

/** What one command came to in one run. All times are seconds. */
export interface CommandSample {
  readonly command: string;
  /** late: it succeeds if it has longer than its `--timeout` */
  readonly outcome: "done" | "late" | "failed";
  /** until it was done; of a late one: what it would have needed */
  readonly took: number;
  /** the longest that Helm waited for one hook, or for the workloads: what `--timeout` has to allow */
  readonly longestWait: number;
  /** Helm's last words, if it failed or was late */
  readonly error: string;
  /** what was drawn: by container, until it ends or is ready, the slowest of its pods; and how slow the machinery is */
  readonly drawn: Readonly<Record<string, number>>;
}

/** Between which latencies a cluster lies, in thousandths of what the scenario says. */
const machinery: Distribution = { kind: "lognormal", p50: 1000, p95: 1500 };

export const machineryName = "the cluster's machinery";

/** Enough for whatever is going to end. */
const ample = "2h";

/** Runs a scenario with what is drawn for one seed; gives its commands that change a release. */
export function runSample(
  scenario: Scenario,
  seed: number,
  adapters: Adapters,
  options: Pick<SimulateOptions, "namespace" | "onChartError">,
): CommandSample[] {
  const thousandths = draw(machinery, () => new Random(seed).stream("estimate", "machinery"));
  const drawn: Scenario = {
    ...scenario,
    seed,
    guesses: "spread",
    latency: scaled(scenario.latency, thousandths / 1000),
  };
  const run = (steps: readonly Step[], told: typeof options): Recording =>
    simulate({ ...drawn, steps }, adapters, { ...told, detailed: false });
  const recording = run(scenario.steps, options);
  let patient: Recording | undefined;
  return releaseSteps(scenario, recording.steps).map(({ recorded }) => {
    const { command, exitCode } = recorded;
    const base = { command, error: exitCode === 0 ? "" : lastWords(recorded) };
    const sample = (of: Recording, step: RecordedStep, outcome: CommandSample["outcome"]): CommandSample => ({
      ...base,
      outcome,
      took: round(step.end - step.start),
      longestWait: longestWait(of, step),
      drawn: { ...drawnIn(of, step), [machineryName]: thousandths / 1000 },
    });
    if (exitCode === 0) return sample(recording, recorded, "done");
    // what is wrong with a chart has been told by now
    patient ??= run(scenario.steps.map(withTime), { ...options, onChartError: () => {} });
    const again = patient.steps[recording.steps.indexOf(recorded)];
    return again?.exitCode === 0 ? sample(patient, again, "late") : sample(recording, recorded, "failed");
  });
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;

const scaled = (latency: Latency, factor: number): Latency =>
  Object.fromEntries(
    Object.entries(latency).map(([key, milliseconds]: [string, number]) => [
      key,
      Math.round(milliseconds * factor),
    ]),
  ) as unknown as Latency;

/** The same command with all the time that it may need. */
function withTime(step: Step): Step {
  const waits = step.kind === "helm" && waiting.has(step.args[0] ?? "");
  return waits ? { ...step, args: [...step.args, "--timeout", ample] } : step;
}

const waiting: ReadonlySet<string> = new Set(["install", "upgrade", "rollback", "uninstall", "test"]);

function longestWait({ hooks, phases }: Recording, { start, end }: RecordedStep): number {
  const waits = [...hooks, ...phases.filter(({ name }) => name === "wait-ready" || name === "wait-deleted")];
  const inside = waits.filter((wait) => wait.start >= start && wait.start < end);
  return round(Math.max(0, ...inside.map((wait) => Math.min(wait.end, end) - wait.start)));
}

function drawnIn({ behaviours }: Recording, { start, end }: RecordedStep): Record<string, number> {
  const drawn: Record<string, number> = {};
  for (const { t, workload, container, run, readyAfter } of behaviours) {
    if (t < start || t >= end) continue;
    const key = `${workload}: ${container}`;
    drawn[key] = Math.max(drawn[key] ?? 0, run ?? readyAfter ?? 0);
  }
  return drawn;
}

function lastWords({ stderr }: RecordedStep): string {
  const text = stderr.trim();
  return text.slice(Math.max(0, text.lastIndexOf("Error: ")));
}
