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
  /** the format and its version */
  readonly format: typeof recordingFormat;
  /** the Helm that ran: `4.1.4` */
  readonly helmVersion: string;
  /** the Kubernetes of the cluster: `1.36` */
  readonly kubernetesVersion: string;
  /** where random names and drawn times came from */
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
  /** the problems that the run showed, the worst first */
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
  /** when it was given, and when it was done */
  readonly start: number;
  readonly end: number;
  /** as a shell would see it: 124 where a `timeout` interrupted it, 137 where it was killed */
  readonly exitCode: number;
  /** all that it printed, line ends included */
  readonly stdout: string;
  readonly stderr: string;
}

export interface RecordedLine {
  /** when it was printed */
  readonly t: number;
  /** as kubectl prints it, without the line end; the header is the first one */
  readonly line: string;
}

/** Names an object. */
export interface ObjectName {
  /** with the group of what is not Kubernetes' own: `Deployment`, `Certificate.cert-manager.io` */
  readonly kind: string;
  /** "" for an object that is in none */
  readonly namespace: string;
  /** its name in the namespace */
  readonly name: string;
}

/** A Kubernetes event, about the object that it names. */
export interface RecordedEvent extends ObjectName {
  /** when it occurred */
  readonly t: number;
  /** how `kubectl get events` sorts it */
  readonly type: "Normal" | "Warning";
  /** a word for machines: `BackOff` */
  readonly reason: string;
  /** `spec.containers{web}` where it is about one container, or "" */
  readonly fieldPath: string;
  /** who reports it: `kubelet`, `job-controller` */
  readonly source: string;
  /** the same for people */
  readonly message: string;
  /** how often it has occurred by now, and when first; that may have been before the run: less than 0 */
  readonly count: number;
  readonly first: number;
}

/** How something ended that Helm began. `unfinished`: the process was killed, or the run was over. */
export interface Ending {
  /** when it began */
  readonly start: number;
  /** when it ended; the end of the run if it never did */
  readonly end: number;
  /** how it ended */
  readonly outcome: "succeeded" | "failed" | "unfinished";
  /** Helm's text for a failure, or "" */
  readonly error: string;
}

/** One run of a hook, named by its object. */
export interface RecordedHook extends ObjectName, Ending {
  /** the release and its revision */
  readonly release: string;
  readonly revision: number;
  /** what it runs for: `pre-install` */
  readonly event: HookStart["event"];
  /** its `helm.sh/hook-weight` */
  readonly weight: number;
  /** 1 for the first of the hooks of its event, and how many there are */
  readonly order: number;
  readonly of: number;
  /** why it runs at this place, as a sentence */
  readonly why: string;
  /** the template, and the line in it if it is known, else 0 */
  readonly path: string;
  readonly line: number;
  /** its `helm.sh/hook-delete-policy`, or what holds without one */
  readonly deletePolicies: readonly string[];
}

/** What Helm was doing for a while. */
export interface RecordedPhase extends Ending {
  /** the release and its revision */
  readonly release: string;
  readonly revision: number;
  /** what it is about */
  readonly name: PhaseName;
  /** of a phase of hooks, else "" */
  readonly event: HookStart["event"] | "";
}

/** How a container acts once started; all times are seconds from its start, null stands for never. */
export interface RecordedBehaviour {
  /** when it started, from the start of the run */
  readonly t: number;
  /** which container of which pod, and its image */
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
  /** with what it ends by itself */
  readonly exitCode: number;
  /** whether that is for want of memory */
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

/** One write to an object. What a Secret holds is replaced by its size. */
export interface RecordedWrite extends ObjectName {
  /** when it was made */
  readonly t: number;
  /** what was done; `EXISTING` objects were there before the run */
  readonly type: "EXISTING" | "ADDED" | "MODIFIED" | "DELETED";
  /** as it is from now on, or as it was last if it is deleted */
  readonly object: KubeObject;
}

/** A write as a file keeps it: the first one to an object whole, each later one as what it changes. */
export interface StoredWrite extends Omit<RecordedWrite, "object"> {
  /** the whole object */
  readonly object?: KubeObject;
  /** what is different from the write before, a JSON Merge Patch (RFC 7386); instead of `object` */
  readonly changes?: Readonly<Record<string, unknown>>;
}
