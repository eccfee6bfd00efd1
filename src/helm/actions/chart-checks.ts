import type { Chart } from "../../chart/chart.ts";
import { checkDependencies } from "../../chart/check-dependencies.ts";
import { renderProfile } from "../../chart/render-profile.ts";
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
  checkDependencies(chart, renderProfile(session.rules.version));
  return chart;
}
