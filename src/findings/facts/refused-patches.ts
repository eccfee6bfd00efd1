import type { Manifest } from "../../chart/rendered-chart.ts";
import type { ObjectName } from "../../recording/recording.ts";
import type { Place } from "../../util/errors.ts";
import type { Evidence } from "../evidence.ts";
import { nameOf, placeOf } from "./declared.ts";
import { row } from "./rows.ts";

/** An object that an upgrade wanted to change in a way that the server refused for good. */
export interface RefusedPatch {
  readonly object: ObjectName;
  readonly place: Place | undefined;
  readonly t: number;
  readonly rows: readonly string[];
  readonly trial: string | undefined;
}

/** What failed for a field that is fixed once the object is there. */
export function refusedPatches(evidence: Evidence | undefined): RefusedPatch[] {
  if (evidence === undefined) return [];
  return evidence.steps.flatMap(({ command, recorded }) => {
    if ((command !== "upgrade" && command !== "rollback") || recorded.exitCode === 0) return [];
    const render = evidence.renders.at(-1);
    if (render === undefined || !/field is immutable|Forbidden: updates to/.test(recorded.stderr)) return [];
    return render.chart.manifests
      .filter(({ kind, name }) => blames(recorded.stderr, kind, name))
      .map((manifest) => ({
        object: nameOf(render, manifest),
        place: placeOf(manifest),
        t: recorded.end,
        rows: [row(recorded.end, lineOn(recorded.stderr, manifest).slice(0, 240))],
        trial: evidence.trial,
      }));
  });
}

/** What Helm says of one of the objects. */
const lineOn = (text: string, { kind, name }: Pick<Manifest, "kind" | "name">): string =>
  text
    .split("\n")
    .find((line) => blames(line, kind, name))
    ?.trim() ?? text.trim().replaceAll("\n", " ");

/** Whether Helm's text names the object in front of such a refusal. */
function blames(text: string, kind: string, name: string): boolean {
  const quoted = name.replace(/[.]/g, "\\.");
  return (
    new RegExp(`"${quoted}" with kind ${kind}\\b`).test(text) ||
    new RegExp(`\\b${kind}(\\.\\w+)* "${quoted}" is invalid`).test(text)
  );
}
