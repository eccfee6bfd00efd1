import type { Container, Pod } from "./api/pod.ts";

/** How one container acts once started. Times are virtual milliseconds from its start. */
export interface Behaviour {
  /** when it ends by itself; undefined: it runs for ever */
  readonly run: number | undefined;
  readonly exitCode: number;
  /** ends by running out of memory: exit code 137, reason OOMKilled */
  readonly oomKilled: boolean;
  /** from when the startup, readiness and liveness probes would pass; undefined: never */
  readonly startedAfter: number | undefined;
  readonly readyAfter: number | undefined;
  /** from when the liveness probe fails; undefined: never */
  readonly liveUntil: number | undefined;
  /** how long it takes to exit on SIGTERM, or "ignore" */
  readonly stop: number | "ignore";
  /** the exit code after SIGTERM */
  readonly stopExitCode: number;
  /** it never starts: the runtime's error */
  readonly startError: string | undefined;
  /** its preStop hook fails with this */
  readonly preStopError: string | undefined;
  /** how long its postStart hook takes, or how it fails */
  readonly postStart: number;
  readonly postStartError: string | undefined;
  /** objects that exist once it has exited with 0: `Secret/app-tls` */
  readonly creates: readonly string[];
  /** who decided: the scenario, an annotation, the command line, or the default for its workload */
  readonly source: BehaviourSource;
}

export type BehaviourSource =
  | { readonly kind: "scenario"; readonly line: number | undefined }
  | { readonly kind: "annotation"; readonly key: string }
  | { readonly kind: "command"; readonly text: string }
  | { readonly kind: "default"; readonly why: string };

/** Which start of which container a behaviour is asked for. */
export interface ContainerStart {
  readonly pod: Pod;
  readonly container: Container;
  /** `Job/migrate`, `Deployment/web`, `Pod/test`: the workload at the top of the pod's owners */
  readonly workload: string;
  /** 1 for the first start of this container in this pod or, for a Job's pods, the n-th pod */
  readonly attempt: number;
}

/** How an image comes to a node. */
export interface ImageSource {
  /** no registry has it */
  readonly missing: boolean;
  /** milliseconds of a pull that is not in the node's cache; undefined: the image is there already */
  readonly pull: number | undefined;
  /** its registry does not answer at the moment */
  readonly unreachable?: boolean;
}

/** What the pods of a workload have to do together: millicores, bytes. */
export interface Load {
  readonly cpu: number | undefined;
  readonly memory: number | undefined;
}

/** What a cluster asks about the things it runs; the scenario answers. */
export interface Behaviours {
  behaviourOf(start: ContainerStart): Behaviour;
  imageSource(image: string): ImageSource;
  /** Whether an object that pods refer to and nobody declares is taken to be there all the same. */
  isAssumed(kind: string, namespace: string, name: string): boolean;
  /** What a workload such as `Deployment/web` has to do now; undefined if nobody says. */
  loadOf(workload: string): Load | undefined;
}
