import type { Chart } from "../chart/chart.ts";
import type { Hook, Manifest } from "../chart/rendered-chart.ts";
import type { GoMap } from "../gotemplate/value.ts";

/** pkg/release/status.go */
export type ReleaseStatus =
  | "unknown"
  | "deployed"
  | "uninstalled"
  | "superseded"
  | "failed"
  | "uninstalling"
  | "pending-install"
  | "pending-upgrade"
  | "pending-rollback";

export type HookPhase = "" | "Unknown" | "Running" | "Succeeded" | "Failed";

/** The last run of a hook; times in milliseconds since the epoch, undefined as long as there are none. */
export interface HookRun {
  startedAt: number | undefined;
  completedAt: number | undefined;
  phase: HookPhase;
}

/** A hook of a release. Helm fills in the default delete policy when the hook first runs. */
export interface ReleaseHook extends Omit<Hook, "deletePolicies"> {
  deletePolicies: readonly string[];
  lastRun: HookRun;
}

/** How a release's objects are written: by server-side or by client-side apply. */
export type ApplyMethod = "ssa" | "csa";

/**
 * One revision of a release (pkg/release/release.go). A command changes the ones it works on and stores them
 * when Helm does. Times are milliseconds since the epoch.
 */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  revision: number;
  status: ReleaseStatus;
  description: string;
  readonly firstDeployed: number;
  readonly lastDeployed: number;
  deleted: number | undefined;
  readonly notes: string;
  readonly chart: Chart;
  /** what the user set */
  readonly config: GoMap;
  readonly manifests: readonly Manifest[];
  readonly manifestText: string;
  hooks: readonly ReleaseHook[];
  readonly labels: Readonly<Record<string, string>>;
  /** undefined in records that Helm 3 wrote */
  readonly applyMethod: ApplyMethod | undefined;
}

export const isPending = (status: ReleaseStatus): boolean => status.startsWith("pending-");

const neverRun = (): HookRun => ({ startedAt: undefined, completedAt: undefined, phase: "" });

export const releaseHooks = (hooks: readonly Hook[]): readonly ReleaseHook[] =>
  hooks.map((hook) => ({ ...hook, lastRun: neverRun() }));
