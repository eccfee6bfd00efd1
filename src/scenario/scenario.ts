import type { ObjectInput } from "../cluster/api/object.ts";
import { type Latency, latencyProfiles } from "../cluster/latency.ts";
import type { Place } from "../util/errors.ts";
import type { Claim } from "./expect/claim.ts";
import type { Fault } from "./faults/fault.ts";
import type { LoadRule } from "./load.ts";
import type { TaintSpec } from "./schema/cluster-schema.ts";
import type { containerRule, imageRule } from "./schema/container-schema.ts";
import type { Ignored } from "./schema/ignore-schema.ts";
import type { Matrix } from "./schema/matrix-schema.ts";
import type { Output } from "./schema/schema.ts";
import type { SnapshotSettings } from "./schema/snapshot-schema.ts";
import type { Step } from "./steps/step.ts";

/** How containers that fit `match` behave; undefined: left to the next source. */
export type ContainerRule = Output<typeof containerRule>;

export type ImageRule = Output<typeof imageRule>;

export interface NodeSpec {
  readonly name: string;
  readonly cpu: string;
  readonly memory: string;
  readonly pods: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly TaintSpec[];
}

/** A sentence of `expect:`. */
export interface Expectation {
  readonly sentence: string;
  readonly claim: Claim;
  readonly place: Place;
}

/** A run as it is asked for: a cluster, how its containers behave, and the commands that are given. */
export interface Scenario {
  readonly name: string;
  /** the folder that relative paths in steps start from */
  readonly directory: string;
  /** undefined: the newest that is known */
  readonly helmVersion: string | undefined;
  readonly kubernetesVersion: string | undefined;
  readonly seed: number;
  /** wall clock at time zero, milliseconds since the epoch */
  readonly start: number;
  readonly nodes: readonly NodeSpec[];
  /** what is there before the first step, after the nodes */
  readonly objects: readonly ObjectInput[];
  readonly latency: Latency;
  /** what pods need and no manifest declares */
  readonly references: "assume" | "absent";
  readonly images: readonly ImageRule[];
  readonly containers: readonly ContainerRule[];
  /** what acts up in this run: rules that come before `containers` and leave to those what they do not state */
  readonly troubles: readonly ContainerRule[];
  /** whether what nobody states takes the same time in each run, or is drawn from a spread around that */
  readonly guesses: "fixed" | "spread";
  /** what workloads have to do */
  readonly load: readonly LoadRule[];
  /** what happens at which time, whatever the steps do */
  readonly faults: readonly Fault[];
  readonly steps: readonly Step[];
  readonly expect: readonly Expectation[];
  /** findings that are harmless here */
  readonly ignore: readonly Ignored[];
  readonly snapshot: SnapshotSettings;
  readonly matrix: Matrix;
}

export const defaultNode: Omit<NodeSpec, "name"> = {
  cpu: "16",
  memory: "64Gi",
  pods: 110,
  labels: {},
  taints: [],
};

/**
 * What a run is where nobody said otherwise: three roomy nodes in three zones, so that required anti-affinity, spreading and
 * usual requests find a place, and a wall clock that is the same in every run.
 */
export const defaultScenario: Scenario = {
  name: "scenario",
  directory: ".",
  helmVersion: undefined,
  kubernetesVersion: undefined,
  seed: 1,
  start: Date.UTC(2025, 0, 1),
  nodes: ["1", "2", "3"].map((number) => ({
    ...defaultNode,
    name: `node-${number}`,
    labels: {
      "topology.kubernetes.io/region": "region-1",
      "topology.kubernetes.io/zone": `region-1-zone-${number}`,
    },
  })),
  objects: [],
  latency: latencyProfiles.lab,
  references: "assume",
  images: [],
  containers: [],
  troubles: [],
  guesses: "fixed",
  load: [],
  faults: [],
  steps: [],
  expect: [],
  ignore: [],
  snapshot: { level: undefined, grain: undefined },
  matrix: { values: undefined, set: undefined, helm: undefined, kubernetes: undefined },
};
