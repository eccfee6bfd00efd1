import type { Adapters } from "../adapters.ts";
import { loadChart } from "../chart/load-chart.ts";
import { renderProfile } from "../chart/render-profile.ts";
import type { Finding } from "../recording/finding.ts";
import { defaultScenario, type Scenario } from "../scenario/scenario.ts";
import { parseStep } from "../scenario/steps/parse-step.ts";
import { inspect } from "./inspect.ts";

/** A run to look for findings in: charts by the name that steps call them, each the text of its one template. */
export interface Trial {
  readonly charts: Readonly<Record<string, string>>;
  readonly steps?: readonly string[];
  readonly scenario?: Partial<Scenario>;
  /** what stands in Chart.yaml besides name and version */
  readonly metadata?: string;
}

/** Helps tests: what a rule finds in a run, with the charts of the test in place of those on the disk. */
export function findingsIn(
  adapters: Adapters,
  { charts, steps, scenario, metadata = "" }: Trial,
): readonly Finding[] {
  const inMemory: Adapters = {
    ...adapters,
    chartSource: (options) => ({
      ...adapters.chartSource(options),
      loadChart: (name) =>
        loadChart(
          [
            file("Chart.yaml", `apiVersion: v2\nname: demo\nversion: 1.0.0\nappVersion: "1.0"\n${metadata}`),
            file("templates/all.yaml", charts[name] ?? ""),
          ],
          { profile: renderProfile(options.helmVersion), log: () => {}, gunzip: (bytes) => bytes },
        ),
    }),
  };
  const commands = steps ?? [`helm install demo ${Object.keys(charts)[0]}`];
  return inspect(
    { ...defaultScenario, ...scenario, steps: commands.map((step) => parseStep(step, {})) },
    inMemory,
  ).findings;
}

const file = (name: string, text: string) => ({ name, data: new TextEncoder().encode(text) });

/** The findings of one rule. */
export const of = (rule: string, findings: readonly Finding[]): readonly Finding[] =>
  findings.filter((finding) => finding.rule === rule);
