import { refOf } from "./cluster/api/object.ts";
import { type Cluster, type ClusterContext, startCluster } from "./cluster/cluster.ts";
import { type KubernetesRules, kubernetesRules, newestKubernetes } from "./cluster/kubernetes-rules.ts";
import type { ChartSource } from "./helm/chart-source.ts";
import { type CommandResult, HelmClient } from "./helm/client.ts";
import { type HelmRules, helmRules } from "./helm/profiles/helm-rules.ts";
import type { ProgressListener } from "./helm/progress.ts";
import { KubectlClient } from "./kubectl/kubectl-client.ts";
import type { ManifestSource } from "./kubectl/manifest-source.ts";
import { objectTable } from "./kubectl/object-table.ts";
import { BehaviourLog } from "./recording/behaviour-log.ts";
import { Recorder } from "./recording/recorder.ts";
import type { RecordedLine, Recording, WatchedKind } from "./recording/recording.ts";
import { Activity } from "./scenario/activity.ts";
import { containerLogs } from "./scenario/behaviour/container-logs.ts";
import { type AssumedObject, References } from "./scenario/behaviour/references.ts";
import { scenarioBehaviours } from "./scenario/behaviour/scenario-behaviours.ts";
import { RegistryOutages } from "./scenario/faults/registry-outages.ts";
import { type IdleFault, settledAt, startFaults } from "./scenario/faults/start-faults.ts";
import { initialObjects } from "./scenario/initial-objects.ts";
import { observedCharts } from "./scenario/observed-charts.ts";
import type { Scenario } from "./scenario/scenario.ts";
import { type Client, runStep } from "./scenario/steps/run-step.ts";
import type { HelmStep, Step } from "./scenario/steps/step.ts";
import { Random } from "./sim/random.ts";
import { type Process, sleep } from "./sim/wait.ts";
import { SeatrialError } from "./util/errors.ts";

/** What a run needs from the world outside: charts, read and rendered as one Helm version does. */
export interface Adapters {
  /** relative paths start in `directory`; `now` and `seed` are what templates find; `onDraw` is told of what they draw at random */
  chartSource(options: {
    readonly helmVersion: string;
    readonly directory: string;
    readonly now: () => number;
    readonly seed: number;
    readonly onDraw?: () => void;
  }): ChartSource;
  /** the files that kubectl's flags name; relative paths start in `directory` */
  manifestSource(directory: string): ManifestSource;
}

/** A command that has been given before a run, so that the run begins with a release. */
export interface EarlierStep {
  readonly step: Step;
  readonly adapters: Adapters;
  /** the Helm of that time; undefined: that of the scenario */
  readonly helmVersion?: string | undefined;
  /** whether the run begins even if it fails, unless the chart is the cause */
  readonly mayFail: boolean;
}

export interface SimulateOptions {
  /**
   * what has happened before. Of these commands nothing is recorded: each is run, the cluster comes to rest, and then it
   * is time zero. The scenario's wall clock counts from the first of them.
   */
  readonly before?: readonly EarlierStep[];
  /** what commands without `--namespace` use, and whose objects the watches show; default: default */
  readonly namespace?: string;
  /** go on until nothing is left to happen but what goes on for ever, and not just three seconds after the last step */
  readonly settle?: boolean;
  /** a command that is given if the last one has failed, so many milliseconds after it */
  readonly retry?: { readonly after: number; readonly step: HelmStep };
  /**
   * whether rows, writes, events and what is left are recorded; without, a run takes less time and room, and ends with
   * its last step; default: yes
   */
  readonly detailed?: boolean;
  /** is told every row of a watch the moment it is printed */
  readonly onLine?: (kind: WatchedKind, line: RecordedLine) => void;
  /** is told when a chart cannot be loaded or rendered; Helm's command then fails with the same words */
  readonly onChartError?: (error: SeatrialError) => void;
  /** is told of each object that a pod needs, that nothing makes, and that is taken to be there */
  readonly onAssumed?: (object: AssumedObject) => void;
  /** is told, at the end, of each fault that did nothing */
  readonly onIdleFault?: (fault: IdleFault) => void;
}

/** How long the watches go on after the last step, milliseconds: long enough to see what a command sets off at once. */
const afterglow = 3000;

/** Where a run ends at the latest. So many objects take some gigabytes: more than a cluster of a hundred thousand pods. */
const bounds = { time: 30 * 24 * 3_600_000, events: 200_000_000, objects: 250_000 };

/**
 * Runs a scenario's steps against a virtual cluster, in virtual time. The same scenario gives the same recording, to
 * the byte.
 * @throws SeatrialError for a version that is unknown; SimulationError when a run reaches a bound
 */
export function simulate(scenario: Scenario, adapters: Adapters, options: SimulateOptions = {}): Recording {
  const { namespace = "default", detailed = true, onLine, onChartError } = options;
  const helm = helmRules(scenario.helmVersion);
  const kubernetes = requireKubernetes(scenario.kubernetesVersion ?? newestKubernetes);
  const references = new References(scenario.references, options.onAssumed);
  for (const { creates = [] } of scenario.containers)
    for (const each of creates)
      references.declare(each.split("/")[0] ?? "", undefined, each.split("/")[1] ?? "");
  const activity = new Activity();
  const registries = new RegistryOutages();
  const behaviours = new BehaviourLog();
  let command = 0;
  let began = Number.POSITIVE_INFINITY;
  const stated = scenarioBehaviours(scenario, new Random(scenario.seed), references, {
    step: () => command,
    time: () => cluster.kernel.now - began,
  });
  const cluster: Cluster = startCluster({
    startedAt: scenario.start,
    seed: scenario.seed,
    rules: kubernetes,
    latency: scenario.latency,
    behaviours: registries.apply(activity.listen(behaviours.listen(stated, () => cluster.kernel.now))),
    bounds,
    objects: initialObjects(scenario, namespace, kubernetes.version),
  });
  activity.observe(cluster);
  cluster.api.onWrite(({ type, object }) => {
    const { kind, namespace, name } = refOf(object);
    if (type === "ADDED") references.declare(kind, namespace, name);
  });
  const clientsOf = (
    from: Adapters,
    rules: HelmRules,
    progress?: ProgressListener,
    onError = onChartError,
  ): Clients => {
    const source = from.chartSource({
      helmVersion: rules.version,
      directory: scenario.directory,
      now: () => cluster.clock.milliseconds,
      seed: scenario.seed,
    });
    return {
      kubectl: new KubectlClient({ cluster, namespace, files: from.manifestSource(scenario.directory) }),
      helm: new HelmClient({
        cluster,
        rules,
        namespace,
        source: observedCharts(source, references, cluster.api.resources, onError),
        ...(progress === undefined ? {} : { progress }),
        printer: (objects) => objectTable(objects, cluster),
        logs: containerLogs(cluster.clock),
      }),
    };
  };
  const begin = (): Begun => {
    const recorder = new Recorder(cluster, {
      helmVersion: helm.version,
      seed: scenario.seed,
      namespace,
      behaviours,
      detailed,
      ...(onLine === undefined ? {} : { onLine }),
    });
    began = cluster.kernel.now;
    const idleFaults = startFaults(scenario.faults, { cluster, registries, namespace });
    for (const fault of scenario.faults) activity.expect(began + settledAt(fault));
    for (const { from, until } of scenario.load)
      for (const time of [from, until]) if (Number.isFinite(time)) activity.expect(began + time);
    const onCommand = (): void => {
      command++;
    };
    return { recorder, clients: clientsOf(adapters, helm, recorder), onCommand, idleFaults };
  };
  const rulesOf = (version: string | undefined): HelmRules =>
    version === undefined ? helm : helmRules(version);
  const course: Course = {
    cluster,
    activity,
    steps: scenario.steps,
    options,
    clientsBefore: ({ adapters: from, helmVersion }, onError) =>
      clientsOf(from, rulesOf(helmVersion), undefined, onError),
    begin,
  };
  return cluster.kernel.run(cluster.kernel.spawn("the scenario", runCourse(course))).recording();
}

type Clients = Record<"helm" | "kubectl", Client>;

/** What is there from time zero on. */
interface Begun {
  readonly recorder: Recorder;
  readonly clients: Clients;
  readonly onCommand: () => void;
  readonly idleFaults: () => readonly IdleFault[];
}

interface Course {
  readonly cluster: Cluster;
  readonly activity: Activity;
  readonly steps: readonly Step[];
  readonly options: SimulateOptions;
  readonly clientsBefore: (step: EarlierStep, onError: (error: SeatrialError) => void) => Clients;
  /** makes this moment time zero */
  readonly begin: () => Begun;
}

/** What has happened before, and then the scenario. */
function* runCourse({ cluster, activity, steps, options, ...course }: Course): Process<Recorder> {
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

function requireKubernetes(version: string): KubernetesRules {
  const rules = kubernetesRules(version);
  if (rules === undefined)
    throw new SeatrialError(
      "kubernetes-version",
      `"${version}" is not a Kubernetes version this program knows.`,
      {
        hint: "Give a version from 1.25 on, such as 1.31 or 1.36.",
      },
    );
  return rules;
}
