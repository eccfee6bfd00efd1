import { leftObjects } from "./left-objects.ts";
import { printWatch } from "./print-watch.ts";
import { type Recording, watchedKinds } from "./recording.ts";
import { StableNames } from "./stable-names.ts";

export interface NormalizeOptions {
  /** times are rounded to whole multiples of this many seconds; default 0.1 */
  readonly resolution?: number;
}

/** The fields that hold a time in seconds. */
const timeFields: ReadonlySet<string> = new Set(["t", "start", "end", "first"]);

/**
 * The same recording without what is random or too fine to matter: names and uids are stable (see StableNames), the
 * watches are printed anew with them, times are rounded. For snapshots and comparisons.
 */
export function normalizeRecording(
  recording: Recording,
  { resolution = 0.1 }: NormalizeOptions = {},
): Recording {
  const names = new StableNames(recording.objects);
  const renamed = names.replaceIn({ ...recording, watch: {} });
  const print = (kind: string) => round(printWatch(renamed, kind), resolution);
  const rounded = {
    steps: round(renamed.steps, resolution),
    events: round(renamed.events, resolution),
    hooks: round(renamed.hooks, resolution),
    phases: round(renamed.phases, resolution),
    behaviours: round(renamed.behaviours, resolution),
    findings: round(renamed.findings, resolution),
    objects: renamed.objects.map((write) => ({ ...write, t: roundTo(write.t, resolution) })),
  };
  return {
    ...renamed,
    ...rounded,
    left: leftObjects(rounded.objects),
    end: roundTo(recording.end, resolution),
    watch: {
      pods: print(watchedKinds.pods),
      jobs: print(watchedKinds.jobs),
      deployments: print(watchedKinds.deployments),
      statefulsets: print(watchedKinds.statefulsets),
      daemonsets: print(watchedKinds.daemonsets),
    },
  };
}

function round<T extends object>(entries: readonly T[], resolution: number): T[] {
  return entries.map(
    (entry) =>
      Object.fromEntries(
        Object.entries(entry).map(([key, value]) => [
          key,
          timeFields.has(key) && typeof value === "number" ? roundTo(value, resolution) : value,
        ]),
      ) as T,
  );
}

/** To three decimals at most, as all times of a recording. */
const roundTo = (seconds: number, resolution: number): number =>
  Math.round(Math.round(seconds / resolution) * resolution * 1000) / 1000;
