import type { Adapters } from "../adapters.ts";
import type { Finding } from "../recording/finding.ts";
import type { ObjectName, Recording } from "../recording/recording.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type SimulateOptions, simulate } from "../simulate.ts";
import { compareStrings } from "../util/compare-strings.ts";
import { changingCharts } from "./changing-charts.ts";
import type { Evidence, Render } from "./evidence.ts";
import { typedChart } from "./facts/typed-chart.ts";
import { fingerprint } from "./fingerprint.ts";
import { History } from "./history.ts";
import { releaseSteps } from "./release-steps.ts";
import type { Rule } from "./rule.ts";
import { rules } from "./rules.ts";
import { suppress } from "./suppress.ts";
import { type ChartChange, Trials } from "./trials.ts";

export interface InspectOptions extends SimulateOptions {
  /** whether rules may simulate further runs, each of which takes as long as the first; default: yes */
  readonly trials?: boolean;
  /** a rule would have made a further run, but may not */
  readonly onTrialSkipped?: () => void;
}

/**
 * Simulates a scenario and puts what its rules find into the recording. Rules may simulate further runs.
 * @throws SeatrialError for a version that is unknown; SimulationError when the run itself reaches a bound
 */
export function inspect(scenario: Scenario, adapters: Adapters, options: InspectOptions = {}): Recording {
  const evidence = gather(scenario, adapters, options, "none", undefined);
  return { ...evidence.recording, findings: findingsOf(evidence) };
}

/** What the rules say of a run, sorted: the worst first. */
function findingsOf(evidence: Evidence, among: readonly Rule[] = rules): Finding[] {
  const found = among.flatMap(({ id, severity, find }) =>
    find(evidence).map((problem): Finding => ({ rule: id, severity, ...problem })),
  );
  const unique = new Map<string, Finding>();
  for (const finding of found) {
    const key = fingerprint(finding);
    const other = unique.get(key);
    // What the run itself showed is worth more than what a trial did.
    if (other === undefined || (other.trial !== undefined && finding.trial === undefined))
      unique.set(key, finding);
  }
  return suppress([...unique.values()], evidence).sort(
    (a, b) => rank[a.severity] - rank[b.severity] || compareStrings(fingerprint(a), fingerprint(b)),
  );
}

const rank = { error: 0, warning: 1, note: 2 } as const;

/** Runs a scenario and keeps all that rules may ask for. */
export function gather(
  scenario: Scenario,
  adapters: Adapters,
  options: InspectOptions,
  charts: ChartChange,
  trial: string | undefined,
): Evidence {
  const renders: Render[] = [];
  const assumed: ObjectName[] = [];
  const recording = simulate(scenario, listening(adapters, charts, renders), {
    ...options,
    // what was rendered before the run tells what an upgrade starts from
    before: (options.before ?? []).map((earlier) => ({
      ...earlier,
      adapters: listening(earlier.adapters, "none", renders),
    })),
    onAssumed: (object) => {
      assumed.push(object);
      options.onAssumed?.(object);
    },
  });
  const steps = releaseSteps(scenario, recording.steps);
  const { onLine: _line, onChartError: _error, onAssumed: _assumed, ...quiet } = options;
  const install = steps.find(
    ({ command, flags }) => command === "install" || (command === "upgrade" && flags.bool("install")),
  );
  // What was installed before the run is no part of it and cannot be done again.
  const repeatable = trial === undefined && (options.before ?? []).length === 0;
  return {
    scenario,
    recording,
    history: new History(recording.objects),
    renders,
    assumed,
    steps,
    trial,
    trials: new Trials(scenario, repeatable ? install : undefined, (plan, change) => {
      if (options.trials === false) {
        options.onTrialSkipped?.();
        return undefined;
      }
      const commands = plan.steps.map(({ command }) => command).join("; ");
      return gather(plan, adapters, { ...quiet, settle: false }, change, commands);
    }),
  };
}

function listening(adapters: Adapters, charts: ChartChange, renders: Render[]): Adapters {
  return {
    ...adapters,
    chartSource: (options) => {
      const source = changingCharts(adapters.chartSource(options), charts);
      return {
        ...source,
        render: (request) => {
          const chart = source.render(request);
          renders.push({ release: request.release, ...typedChart(chart) });
          return chart;
        },
      };
    },
  };
}
