import type { Chart } from "./chart.ts";
import { RenderError } from "./render-error.ts";
import type { RenderProfile } from "./render-profile.ts";

/** Refuses a chart that lists dependencies which are not in charts/; names alone count (pkg/action/package.go). */
export function checkDependencies(chart: Chart, { major, commandQuote: quote }: RenderProfile): void {
  const present = new Set(chart.dependencies.map((child) => child.metadata.name));
  const missing = chart.metadata.dependencies.map(({ name }) => name).filter((name) => !present.has(name));
  if (missing.length === 0) return;
  const start = major === 3 ? "An error" : "an error";
  throw new RenderError(
    "missing-dependencies",
    `${start} occurred while checking for chart dependencies. You may need to run ${quote}helm dependency build${quote} to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: ${missing.join(", ")}`,
    { file: "Chart.yaml", hint: "Run helm dependency build, which fetches them; here nothing is fetched." },
  );
}
