import type { KubeObject } from "../cluster/api/object.ts";
import type { BehaviourSource } from "../cluster/behaviour.ts";
import type { HookStart, PhaseName } from "../helm/progress.ts";
import type { Finding } from "./finding.ts";

/** The version of the file format; it changes when a reader of the old one would misunderstand the new one. */
export const recordingFormat = "seatrial-recording/1";

/**
 * Everything that happened in a run, in order. Every view is a function of it. All times are seconds of virtual time
 * from the start of the run, with three decimals at most.
 */
export interface Recording {
  readonly format: typeof recordingFormat;
  /** `4.1.4` */
  readonly helmVersion: string;
  /** `1.36` */
  readonly kubernetesVersion: string;
  readonly seed: number;
  /** the wall clock at time zero, RFC 3339 with milliseconds */
  readonly startedAt: string;
  /** the namespace whose objects `watch` shows; "" if it is all of them */
  readonly namespace: string;
  /** when the run was over */
  readonly end: number;
  /** the commands of the scenario in order; `sleep` leaves no entry */
  readonly steps: readonly RecordedStep[];
  /** what `kubectl get KIND -w`, begun before the first step, prints */
  readonly watch: Readonly<Record<WatchedKind, readonly RecordedLine[]>>;
  /** Kubernetes events, each time they occur */
  readonly events: readonly RecordedEvent[];
  /** runs of hooks in the order in which they began */
  readonly hooks: readonly RecordedHook[];
  /** what Helm was doing, in the order in which it began; a phase may contain others */
  readonly phases: readonly RecordedPhase[];
  /** every start of a container, with how it acts from then on; of before the run too: at times below 0 */
  readonly behaviours: readonly RecordedBehaviour[];
  /** every write to the cluster */
  readonly objects: readonly RecordedWrite[];
  readonly findings: readonly Finding[];
  /** what was not there at the start and is at the end, by kind, namespace and name */
  readonly left: readonly ObjectName[];
}

/** The kinds that are watched, by their names in commands. */
export const watchedKinds = {
  pods: "Pod",
  jobs: "Job",
  deployments: "Deployment",
  statefulsets: "StatefulSet",
  daemonsets: "DaemonSet",
} as const;

export type WatchedKind = keyof typeof watchedKinds;

export interface RecordedStep {
  /** as written in the scenario */
  readonly command: string;
  readonly start: number;
  readonly end: number;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RecordedLine {
  readonly t: number;
  /** as kubectl prints it, without the line end; the header is the first one */
  readonly line: string;
}

/** Names an object; `kind` as in ObjectRef (`Deployment`, `Certificate.cert-manager.io`), namespace "" for none. */
export interface ObjectName {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export interface RecordedEvent extends ObjectName {
  readonly t: number;
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  /** `spec.containers{web}` where it is about one container, or "" */
  readonly fieldPath: string;
  readonly source: string;
  readonly message: string;
  /** how often it has occurred by now, and when first; that may have been before the run: less than 0 */
  readonly count: number;
  readonly first: number;
}

/** How something ended that Helm began. `unfinished`: the process was killed, or the run was over. */
export interface Ending {
  readonly start: number;
  /** the end of the run if it never ended */
  readonly end: number;
  readonly outcome: "succeeded" | "failed" | "unfinished";
  /** Helm's text for a failure, or "" */
  readonly error: string;
}

export interface RecordedHook extends ObjectName, Ending {
  readonly release: string;
  readonly revision: number;
  readonly event: HookStart["event"];
  readonly weight: number;
  /** 1 for the first of the hooks of its event, and how many there are */
  readonly order: number;
  readonly of: number;
  /** why it runs at this place, as a sentence */
  readonly why: string;
  /** the template, and the line in it if it is known, else 0 */
  readonly path: string;
  readonly line: number;
  readonly deletePolicies: readonly string[];
}

export interface RecordedPhase extends Ending {
  readonly release: string;
  readonly revision: number;
  readonly name: PhaseName;
  /** of a phase of hooks, else "" */
  readonly event: HookStart["event"] | "";
}

/** How a container acts once started; all times are seconds from its start, null stands for never. */
export interface RecordedBehaviour {
  readonly t: number;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly image: string;
  /** the workload at the top of the pod's owners: `Job/migrate` */
  readonly workload: string;
  /** 1 for the first start in this pod or, for a Job's pods, the n-th pod */
  readonly attempt: number;
  /** when it ends by itself; null: it runs for ever */
  readonly run: number | null;
  readonly exitCode: number;
  readonly oomKilled: boolean;
  /** from when the startup, readiness and liveness probes would pass, or fail */
  readonly startedAfter: number | null;
  readonly readyAfter: number | null;
  readonly liveUntil: number | null;
  /** how long it takes to exit on SIGTERM */
  readonly stop: number | "ignore";
  /** why it does not start, or its hooks fail */
  readonly errors: readonly string[];
  /** who decided */
  readonly source: BehaviourSource;
}

/**
 * One write: the object as it is from now on. `EXISTING` objects were there before the run; a `DELETED` one is as it
 * was last. What a Secret holds is replaced by its size.
 */
export interface RecordedWrite extends ObjectName {
  readonly t: number;
  readonly type: "EXISTING" | "ADDED" | "MODIFIED" | "DELETED";
  readonly object: KubeObject;
}
