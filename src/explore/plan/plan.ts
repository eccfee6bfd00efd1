import type { HookEvent } from "../../chart/hook-events.ts";
import type { BehaviourSource } from "../../cluster/behaviour.ts";
import type { ObjectName, RecordedPhase } from "../../recording/recording.ts";

/** What a command of Helm does, in its order and with the reasons. All durations are seconds. */
export interface Plan {
  readonly command: string;
  readonly helmVersion: string;
  readonly stages: readonly Stage[];
  /** the hooks of events that other commands have */
  readonly others: readonly { readonly event: HookEvent; readonly hooks: readonly string[] }[];
  readonly containers: readonly PlannedContainer[];
  /** what decides how long the command takes, in order */
  readonly path: readonly { readonly what: string; readonly seconds: number }[];
  /** workloads that could take so much longer before they decided anything */
  readonly slack: readonly { readonly what: string; readonly seconds: number }[];
  /** what running equal weights side by side would save */
  readonly savings: readonly {
    readonly event: HookEvent;
    readonly weight: number;
    readonly hooks: readonly string[];
    readonly seconds: number;
  }[];
  /** what pods or manifests need, nobody makes, and is taken to be there */
  readonly assumptions: readonly ObjectName[];
  /** Helm's text, if the command fails */
  readonly failure: string;
}

/** One phase of the command. */
export interface Stage {
  readonly name: RecordedPhase["name"];
  readonly event: HookEvent | "";
  readonly entries: readonly StageEntry[];
}

export interface StageEntry {
  /** `Job/migrate` */
  readonly what: string;
  /** why it stands at this place */
  readonly why: string;
  /** of a hook */
  readonly weight?: number;
  /** how long Helm stays here; 0 where it does not wait; undefined where what it waits for never comes */
  readonly seconds: number | undefined;
  readonly waited: boolean;
  readonly place: string;
}

/** How long a container runs, and who said so. */
export interface PlannedContainer {
  readonly workload: string;
  readonly container: string;
  /** undefined: it runs for ever */
  readonly seconds: number | undefined;
  readonly source: BehaviourSource;
}
