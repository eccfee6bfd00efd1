import type { GoMap } from "../gotemplate/value.ts";
import type { Chart, ProcessedChart } from "./chart.ts";
import type { ChartDependency, ChartMetadata } from "./metadata.ts";
import { nilList } from "./nil.ts";

/**
 * A chart while its dependencies are worked on, in place as in Helm. What Helm's aliases of one chart have in common
 * is common here too, so that what becomes of one shows in the others.
 */
export interface Draft {
  readonly origin: Chart;
  readonly metadata: DraftMetadata;
  values: GoMap;
  dependencies: readonly Draft[];
  parent: Draft | undefined;
}

interface DraftMetadata {
  readonly name: string;
  readonly version: string;
  /** Undefined where Chart.yaml does not list any. */
  dependencies: readonly DraftEntry[] | undefined;
}

export type DraftEntry = { -readonly [K in keyof ChartDependency]: ChartDependency[K] } & {
  hasImported?: boolean;
};

export function draftOf(origin: Chart): Draft {
  const { name, version, dependencies } = origin.metadata;
  const entries = dependencies === nilList ? undefined : dependencies.map((entry) => ({ ...entry }));
  const metadata: DraftMetadata = { name, version, dependencies: entries };
  const draft: Draft = { origin, metadata, values: origin.values, dependencies: [], parent: undefined };
  setDependencies(draft, origin.dependencies.map(draftOf));
  return draft;
}

/** The charts below, which then know it as their parent. */
export function setDependencies(chart: Draft, dependencies: readonly Draft[]): void {
  for (const child of dependencies) child.parent = chart;
  chart.dependencies = dependencies;
}

/**
 * A chart under the alias that a Chart.yaml entry gives it (getAliasDependency). If it `shares`, its entries and the
 * charts below stay one with the original's, which they have for a parent.
 */
export function copyOf(chart: Draft, alias: string, shares: boolean): Draft {
  const { dependencies } = chart.metadata;
  const entries = shares ? dependencies : dependencies?.map((entry) => ({ ...entry }));
  const name = alias || chart.metadata.name;
  const copy: Draft = { ...chart, metadata: { ...chart.metadata, name, dependencies: entries } };
  if (!shares)
    setDependencies(
      copy,
      chart.dependencies.map((child) => ({ ...child })),
    );
  return copy;
}

export function finished({ origin, metadata, values, dependencies, parent }: Draft): ProcessedChart {
  const { name, dependencies: entries = nilList } = metadata;
  const processed: ChartMetadata = { ...origin.metadata, name, dependencies: entries };
  const path = fullPath({ metadata, parent });
  return { ...origin, metadata: processed, values, dependencies: dependencies.map(finished), path };
}

/** ChartFullPath in pkg/chart/chart.go. */
function fullPath({ metadata, parent }: Pick<Draft, "metadata" | "parent">): string {
  return parent === undefined ? metadata.name : `${fullPath(parent)}/charts/${metadata.name}`;
}
