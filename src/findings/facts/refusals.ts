import type { Manifest } from "../../chart/rendered-chart.ts";
import type { Evidence, Render } from "../evidence.ts";
import type { ReleaseStep } from "../release-steps.ts";

/** A command of Helm that failed, what was rendered for it, and Helm's text line by line. */
export interface Refusal {
  readonly step: ReleaseStep;
  readonly render: Render;
  readonly lines: readonly string[];
}

/** Every command that failed, with the last rendering until then of the same release. */
export function refusals({ steps, renders }: Evidence): Refusal[] {
  return steps.flatMap((step) => {
    const render = renders.findLast(({ release }) => release.name === step.release || step.release === "");
    if (step.recorded.exitCode === 0 || render === undefined) return [];
    return [{ step, render, lines: step.recorded.stderr.split("\n") }];
  });
}

export const allOf = ({ chart }: Render): Manifest[] => [...chart.manifests, ...chart.hooks];
