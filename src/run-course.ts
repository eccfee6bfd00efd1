import type { Adapters } from "./adapters.ts";
import type { Cluster, ClusterContext } from "./cluster/cluster.ts";
import type { CommandResult } from "./helm/client.ts";
import type { Recorder } from "./recording/recorder.ts";
import type { Activity } from "./scenario/activity.ts";
import type { IdleFault } from "./scenario/faults/start-faults.ts";
import { type Client, runStep } from "./scenario/steps/run-step.ts";
import type { HelmStep, Step } from "./scenario/steps/step.ts";
import { type Process, sleep } from "./sim/wait.ts";
import { SeatrialError } from "./util/errors.ts";

/** A command that has been given before a run, so that the run begins with a release. */
export interface EarlierStep {
  readonly step: Step;
  readonly adapters: Adapters;
  /** the Helm of that time; undefined: that of the scenario */
  readonly helmVersion?: string | undefined;
  /** whether the run begins even if it fails, unless the chart is the cause */
  readonly mayFail: boolean;
}

/** What happens before the steps of a scenario, and after them. */
export interface CourseOptions {
  /**
   * what has happened before. Of these commands nothing is recorded: each is run, the cluster comes to rest, and then it
   * is time zero. The scenario's wall clock counts from the first of them.
   */
  readonly before?: readonly EarlierStep[];
  /** go on until nothing is left to happen but what goes on for ever, and not just three seconds after the last step */
  readonly settle?: boolean;
  /** a command that is given if the last one has failed, so many milliseconds after it */
  readonly retry?: { readonly after: number; readonly step: HelmStep };
  /**
   * whether rows, writes, events and what is left are recorded; without, a run takes less time and room, and ends with
   * its last step; default: yes
   */
  readonly detailed?: boolean;
  /** is told, at the end, of each fault that did nothing */
  readonly onIdleFault?: (fault: IdleFault) => void;
}

/** How long the watches go on after the last step, milliseconds: long enough to see what a command sets off at once. */
const afterglow = 3000;

export type Clients = Record<"helm" | "kubectl", Client>;

/** What is there from time zero on. */
export interface Begun {
  readonly recorder: Recorder;
  readonly clients: Clients;
  readonly onCommand: () => void;
  readonly idleFaults: () => readonly IdleFault[];
}

/** What a run goes through, and with what. */
export interface Course {
  readonly cluster: Cluster;
  readonly activity: Activity;
  readonly steps: readonly Step[];
  readonly options: CourseOptions;
  readonly clientsBefore: (step: EarlierStep, onError: (error: SeatrialError) => void) => Clients;
  /** makes this moment time zero */
  readonly begin: () => Begun;
}

/** What has happened before, and then the scenario. */
export function* runCourse({ cluster, activity, steps, options, ...course }: Course): Process<Recorder> {
  const { before = [], retry, settle = false, detailed = true } = options;
  for (const earlier of before) {
    const errors: SeatrialError[] = [];
    const clients = course.clientsBefore(earlier, (error) => errors.push(error));
    const failure = yield* prepare(earlier.step, clients, cluster);
    if (failure !== undefined && (!earlier.mayFail || errors.length > 0))
      throw new SeatrialError("before-failed", failure, { hint: errors.at(-1)?.hint });
    yield* activity.calm(cluster);
  }
  const { recorder, clients, onCommand, idleFaults } = course.begin();
  const last = yield* runSteps(steps, clients, cluster, recorder, onCommand);
  if (retry !== undefined && last !== undefined && last.exitCode !== 0) {
    yield* sleep(retry.after);
    yield* runSteps([retry.step], clients, cluster, recorder, onCommand);
  }
  if (settle) yield* activity.calm(cluster);
  else if (detailed) yield* sleep(afterglow);
  for (const idle of idleFaults()) options.onIdleFault?.(idle);
  return recorder;
}

/** Runs a command of the time before; tells how it has failed. */
function* prepare(step: Step, clients: Clients, { kernel }: ClusterContext): Process<string | undefined> {
  if (step.kind === "sleep") {
    yield* sleep(step.milliseconds);
    return undefined;
  }
  const { exitCode, stderr } = yield* runStep(step, clients[step.kind], kernel);
  return exitCode === 0 ? undefined : `What comes before has failed: ${step.command}\n${stderr.trimEnd()}`;
}

/** One step after the other; one that fails does not stop the next. Gives what came of the last command. */
function* runSteps(
  steps: readonly Step[],
  clients: Clients,
  { kernel }: ClusterContext,
  recorder: Recorder,
  onCommand: () => void,
): Process<CommandResult | undefined> {
  let result: CommandResult | undefined;
  for (const step of steps) {
    if (step.kind === "sleep") {
      yield* sleep(step.milliseconds);
      continue;
    }
    onCommand();
    const start = kernel.now;
    result = yield* runStep(step, clients[step.kind], kernel);
    recorder.stepEnded({ command: step.command, start, end: kernel.now, ...result });
  }
  return result;
}
