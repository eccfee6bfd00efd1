import type { Chart } from "../../chart/chart.ts";
import { HelmFailure } from "../helm-failure.ts";
import { logLine } from "../output/log-line.ts";
import type { Session } from "../session.ts";

/**
 * Loads a chart and looks whether it can be released.
 * @throws HelmFailure, SeatrialError in Helm's words
 */
export function loadChart(session: Session, path: string, mustBeInstallable: boolean): Chart {
  const chart = session.source.loadChart(path);
  const { type } = chart.metadata;
  if (mustBeInstallable && type !== "" && type !== "application")
    throw new HelmFailure(`${type} charts are not installable`);
  if (chart.metadata.deprecated)
    session.output.error(
      session.rules.structuredLog
        ? logLine("WARN", "this chart is deprecated")
        : "WARNING: This chart is deprecated",
    );
  checkDependencies(session, chart);
  return chart;
}

function checkDependencies({ rules }: Session, chart: Chart): void {
  const present = new Set(chart.dependencies.map((each) => each.metadata.name));
  const missing = chart.metadata.dependencies.map((each) => each.name).filter((name) => !present.has(name));
  if (missing.length === 0) return;
  const [first, open] = rules.major === 3 ? ["An", "`"] : ["an", rules.since(4, 2) ? "'" : "`"];
  throw new HelmFailure(
    `${first} error occurred while checking for chart dependencies. You may need to run ${open}helm dependency build${open} to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: ${missing.join(", ")}`,
  );
}
