import type { ReleaseInfo, RenderedChart } from "../chart/rendered-chart.ts";
import type { ObjectName, Recording } from "../recording/recording.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Untyped } from "./facts/typed-chart.ts";
import type { History } from "./history.ts";
import type { ReleaseStep } from "./release-steps.ts";
import type { Trials } from "./trials.ts";

/** What a chart was rendered to for one revision of a release. */
export interface Render {
  readonly release: ReleaseInfo;
  /** what the types of the API leave of the chart's objects: rules need not fear what the server would refuse */
  readonly chart: RenderedChart;
  readonly untyped: readonly Untyped[];
}

/** Everything that rules may look at: one run, and on demand further runs that begin with the same installation. */
export interface Evidence {
  readonly scenario: Scenario;
  readonly recording: Recording;
  readonly history: History;
  /** in the order in which Helm rendered */
  readonly renders: readonly Render[];
  /** what pods needed, nobody makes, and was taken to be there */
  readonly assumed: readonly ObjectName[];
  /** Helm's commands on releases, in order */
  readonly steps: readonly ReleaseStep[];
  readonly trials: Trials;
  /** the commands, if this run is itself a trial */
  readonly trial: string | undefined;
}

/** The last rendering for a revision; what a rollback brings back is not rendered again. */
export function renderOf({ renders }: Evidence, release: string, revision: number): Render | undefined {
  return renders.findLast((each) => each.release.name === release && each.release.revision === revision);
}
