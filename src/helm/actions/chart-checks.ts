import type { Chart } from "../../chart/chart.ts";
import { checkDependencies } from "../../chart/check-dependencies.ts";
import { renderProfile } from "../../chart/render-profile.ts";
import { SeatrialError } from "../../util/errors.ts";
import type { FlagValues } from "../flags/flag-values.ts";
import { HelmFailure } from "../helm-failure.ts";
import { logLine } from "../output/log-line.ts";
import type { Session } from "../session.ts";

/** Flags that make Helm ask the network or another program. */
const outside = ["repo", "post-renderer"];

/** @throws SeatrialError for a flag that cannot be simulated */
function refuseOutside(flags: FlagValues): void {
  for (const name of outside)
    if (flags.text(name) !== "")
      throw new SeatrialError("flag-not-simulated", `--${name} cannot be simulated.`, {
        hint: "Give a chart on the disk, and what it renders to without other programs.",
      });
}

/**
 * Loads a chart and looks whether it can be released.
 * @throws HelmFailure, SeatrialError in Helm's words
 */
export function loadChart(
  session: Session,
  flags: FlagValues,
  path: string,
  mustBeInstallable: boolean,
): Chart {
  refuseOutside(flags);
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
