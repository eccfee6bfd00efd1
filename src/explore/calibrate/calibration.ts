import type { Pod } from "../../cluster/api/pod.ts";
import { parseTimestamp } from "../../cluster/api/wall-clock.ts";
import { type Latency, latencyProfiles } from "../../cluster/latency.ts";
import type { Distribution } from "../../scenario/distribution.ts";
import { compareStrings } from "../../util/compare-strings.ts";
import { mean, quantile } from "../estimate/statistics.ts";
import { type ContainerLife, containerLives } from "./container-lives.ts";
import type { Observations } from "./observations.ts";

/** A duration, and how often it was seen. */
export interface Measured {
  readonly distribution: Distribution;
  readonly count: number;
}

export interface MeasuredContainer {
  readonly workload: string;
  readonly container: string;
  readonly run: Measured | undefined;
  /** what it always ended with, unless that is 0 */
  readonly exitCode: number | undefined;
  readonly oomKilled: boolean;
  /** of those that ended by themselves, how many did not end with 0, where others did */
  readonly failures: number;
  readonly readyAfter: Measured | undefined;
  readonly stop: Measured | "ignore" | undefined;
  readonly stopExitCode: number | undefined;
}

/** What a scenario is to say so that its cluster is like the one that was seen. */
export interface Calibration {
  readonly pods: number;
  readonly containers: readonly MeasuredContainer[];
  readonly images: readonly { readonly image: string; readonly pull: Measured }[];
  /** single times, milliseconds, and from how many pods they are known */
  readonly latency: Partial<Latency>;
  readonly latencyCount: number;
}

export function calibrate({ pods, pulls }: Observations): Calibration {
  const groups = new Map<string, ContainerLife[]>();
  for (const life of pods.flatMap(containerLives)) {
    const key = `${life.workload} ${life.container}`;
    groups.set(key, [...(groups.get(key) ?? []), life]);
  }
  const starts = pods.flatMap(startOf);
  return {
    pods: pods.length,
    containers: [...groups]
      .sort(([a], [b]) => compareStrings(a, b))
      .flatMap(([, lives]) => measuredContainer(lives)),
    images: [...pulls]
      .sort(([a], [b]) => compareStrings(a, b))
      .flatMap(([image, times]) => {
        const pull = measured(times, 1);
        return pull === undefined ? [] : [{ image, pull }];
      }),
    latency: starts.length < fewest ? {} : latencyOf(starts),
    latencyCount: starts.length < fewest ? 0 : starts.length,
  };
}

function measuredContainer(lives: readonly ContainerLife[]): MeasuredContainer[] {
  const [first] = lives;
  const ended = lives.filter(({ run }) => run !== undefined);
  const failed = ended.filter(({ exitCode }) => exitCode !== 0);
  const allFail = failed.length === ended.length;
  const [failure] = failed;
  const isOneFailure = failed.every(({ exitCode }) => exitCode === failure?.exitCode);
  const stops = lives.flatMap(({ stop }) => (typeof stop === "number" ? [stop] : []));
  const ignored = lives.some(({ stop }) => stop === "ignore");
  const stopCodes = new Set(lives.flatMap(({ stopExitCode }) => stopExitCode ?? []));
  const [stopCode] = stopCodes;
  const counted = allFail ? ended : ended.filter(({ exitCode }) => exitCode === 0);
  const found: MeasuredContainer = {
    workload: first?.workload ?? "",
    container: first?.container ?? "",
    run: measured(counted.flatMap(({ run }) => run ?? [])),
    exitCode: allFail && isOneFailure ? failure?.exitCode : undefined,
    oomKilled: ended.length > 0 && ended.every(({ oomKilled }) => oomKilled),
    failures: allFail ? 0 : failed.length,
    readyAfter: measured(lives.flatMap(({ readyAfter }) => readyAfter ?? [])),
    stop: ignored ? "ignore" : measured(stops),
    stopExitCode: stopCodes.size === 1 && stopCode !== 0 && !ignored ? stopCode : undefined,
  };
  return found.run === undefined && found.readyAfter === undefined && found.stop === undefined ? [] : [found];
}

/** From so many values on a spread is told, and from so many on quantiles are. */
const [some, many] = [3, 20];

/**
 * Few values, or such as differ by no more than what timestamps leave open, are told by their mean; then by the range they lie in,
 * and from many on by quantiles. The start and end of a run are cut to whole seconds, but their mean difference is right.
 *
 * @param resolution milliseconds
 */
function measured(values: readonly number[], resolution = 1000): Measured | undefined {
  const [min, max] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const distribution = (): Distribution => {
    if (values.length < some || max - min <= resolution)
      return { kind: "fixed", value: Math.round(mean(values)) };
    const [p50, p95] = [quantile(sorted, 0.5), quantile(sorted, 0.95)];
    return values.length < many || p50 <= 0 ? { kind: "uniform", min, max } : { kind: "lognormal", p50, p95 };
  };
  return { distribution: distribution(), count: values.length };
}

interface PodStart {
  /** milliseconds from its creation until it had a node, and from then until its first container ran */
  readonly bound: number;
  readonly started: number;
}

/** Timestamps are whole seconds: the mean of fewer pods says nothing. */
const fewest = 5;

/** How a pod came up that had all it needed at once; none for one that was not seen to. */
function startOf(states: readonly Pod[]): PodStart[] {
  for (const { metadata, status } of states) {
    const bound = status.conditions?.find(({ type, status }) => type === "PodScheduled" && status === "True");
    const statuses = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
    const starts = statuses.flatMap(({ state }) => {
      const at = state?.running?.startedAt ?? state?.terminated?.startedAt;
      return at === undefined ? [] : [parseTimestamp(at)];
    });
    if (starts.length === 0 || bound?.lastTransitionTime === undefined) continue;
    const at = parseTimestamp(bound.lastTransitionTime);
    return [{ bound: at - parseTimestamp(metadata.creationTimestamp), started: Math.min(...starts) - at }];
  }
  return [];
}

/** What a pod's start takes beside making its sandbox. */
const besides: readonly (keyof Latency)[] = [
  "watch",
  "kubelet",
  "volumeMount",
  "imageCheck",
  "containerStart",
];

/** All that a start takes longer than usual is put down to the sandbox, which is what differs most between clusters. */
function latencyOf(starts: readonly PodStart[]): Partial<Latency> {
  const { lab } = latencyProfiles;
  const rest = besides.reduce((sum, key) => sum + lab[key], 0);
  const started = starts.map((each) => each.started).sort((a, b) => a - b);
  // what took longer waited for an image, a volume, or its turn
  const most = quantile(started, 0.5) + 1000;
  const usual = mean(started.filter((each) => each <= most));
  return {
    bind: Math.max(0, Math.round(mean(starts.map(({ bound }) => bound)))),
    podSandbox: Math.max(0, Math.round(usual - rest)),
  };
}
