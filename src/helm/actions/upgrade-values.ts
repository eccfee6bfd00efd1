import type { Chart } from "../../chart/chart.ts";
import { Coalescer } from "../../chart/coalesce.ts";
import { deepCopyMap } from "../../chart/copy-values.ts";
import { helmError } from "../../chart/render-error.ts";
import { renderProfile } from "../../chart/render-profile.ts";
import type { GoMap } from "../../gotemplate/value.ts";
import type { Release } from "../release.ts";
import type { Session } from "../session.ts";

/** Whose values an upgrade starts from: `--reset-values`, `--reuse-values`, `--reset-then-reuse-values`, or neither. */
export type ReuseValues = "reset" | "reuse" | "reset-then-reuse" | "default";

/** The chart and the user's values of an upgrade (pkg/action/upgrade.go, reuseValues). */
export function upgradeValues(
  { rules, output }: Session,
  reuse: ReuseValues,
  chart: Chart,
  given: GoMap,
  current: Release,
): { readonly chart: Chart; readonly values: GoMap } {
  const coalescer = new Coalescer(renderProfile(rules.version), (line) => output.error(line));
  const overCurrent = (): GoMap => coalescer.coalesceTables(deepCopyMap(given), deepCopyMap(current.config));
  switch (reuse) {
    case "reset":
      return { chart, values: given };
    case "reuse": {
      const old = helmError("values-invalid", "failed to rebuild old values: ", {}, () =>
        coalescer.coalesce(current.chart, current.config),
      );
      return { chart: { ...chart, values: old }, values: overCurrent() };
    }
    case "reset-then-reuse":
      return { chart, values: overCurrent() };
    case "default":
      return { chart, values: given.size === 0 && current.config.size > 0 ? current.config : given };
  }
}
