import type { Subject } from "../../review/review-result.ts";
import type { Place } from "../../util/errors.ts";

/** A place in a file that is there: where nothing is known, the chart's Chart.yaml or the scenario. */
export function placeOrChart(
  place: Place | undefined,
  { kind, path }: Subject,
): Place & { readonly file: string } {
  const own = kind === "scenario" ? path : path === "." ? "Chart.yaml" : `${path}/Chart.yaml`;
  return { ...place, file: place?.file ?? own };
}
