import type { Adapters } from "./adapters.ts";
import { refOf } from "./cluster/api/object.ts";
import { kindName } from "./cluster/api/resources.ts";
import { type Cluster, startCluster } from "./cluster/cluster.ts";
import { type KubernetesRules, kubernetesRules, newestKubernetes } from "./cluster/kubernetes-rules.ts";
import { HelmClient } from "./helm/client.ts";
import { type HelmRules, helmRules } from "./helm/profiles/helm-rules.ts";
import type { ProgressListener } from "./helm/progress.ts";
import { KubectlClient } from "./kubectl/kubectl-client.ts";
import { objectTable } from "./kubectl/object-table.ts";
import { BehaviourLog } from "./recording/behaviour-log.ts";
import { Recorder } from "./recording/recorder.ts";
import type { RecordedLine, Recording, WatchedKind } from "./recording/recording.ts";
import { type Begun, type Clients, type Course, type CourseOptions, runCourse } from "./run-course.ts";
import { Activity } from "./scenario/activity.ts";
import { containerLogs } from "./scenario/behaviour/container-logs.ts";
import { type AssumedObject, References } from "./scenario/behaviour/references.ts";
import { scenarioBehaviours } from "./scenario/behaviour/scenario-behaviours.ts";
import { RegistryOutages } from "./scenario/faults/registry-outages.ts";
import { settledAt, startFaults } from "./scenario/faults/start-faults.ts";
import { initialObjects } from "./scenario/initial-objects.ts";
import { observedCharts } from "./scenario/observed-charts.ts";
import type { Scenario } from "./scenario/scenario.ts";
import { Random } from "./sim/random.ts";
import { SeatrialError } from "./util/errors.ts";

export interface SimulateOptions extends CourseOptions {
  /** what commands without `--namespace` use, and whose objects the watches show; default: default */
  readonly namespace?: string;
  /** is told every row of a watch the moment it is printed */
  readonly onLine?: (kind: WatchedKind, line: RecordedLine) => void;
  /** is told when a chart cannot be loaded or rendered; Helm's command then fails with the same words */
  readonly onChartError?: (error: SeatrialError) => void;
  /** is told of each object that a pod needs, that nothing makes, and that is taken to be there */
  readonly onAssumed?: (object: AssumedObject) => void;
}

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
  const objects = initialObjects(scenario, namespace, kubernetes.version);
  for (const { apiVersion, kind, metadata } of objects)
    references.declare(kindName(apiVersion, kind), metadata.namespace, metadata.name ?? "");
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
    objects,
  });
  activity.observe(cluster);
  cluster.api.onWrite(({ type, object }) => {
    if (type !== "ADDED") return;
    const { kind, namespace, name } = refOf(object);
    references.declare(kind, namespace, name);
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
