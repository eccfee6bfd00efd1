import type { Manifest } from "../../chart/rendered-chart.ts";
import type { ObjectInput } from "../../cluster/api/object.ts";
import { kindName } from "../../cluster/api/resources.ts";
import { metadataProblems, type TypeProblem, typeProblems } from "../../cluster/api/types/type-problems.ts";
import type { Evidence, Render } from "../evidence.ts";
import type { ReleaseStep } from "../release-steps.ts";
import { allOf } from "./refusals.ts";

/** An object of a chart with fields that the API does not have, or not like this. */
export interface Untyped {
  readonly render: Render;
  readonly manifest: Manifest;
  readonly problems: readonly TypeProblem[];
  /** the first command that was given it */
  readonly step: ReleaseStep | undefined;
}

/** What was rendered for releases and does not fit the types of the API. */
export const untypedObjects = ({ renders, steps }: Evidence): Untyped[] =>
  renders.flatMap((render) =>
    allOf(render).flatMap((manifest) => {
      const problems = problemsOf(manifest);
      const step = steps.find(({ release }) => release === render.release.name);
      return problems.length === 0 ? [] : [{ render, manifest, problems, step }];
    }),
  );

function problemsOf({ apiVersion, kind, object }: Manifest): readonly TypeProblem[] {
  if (object === undefined) return [];
  if (kindName(apiVersion, kind) === kind) return typeProblems(object as unknown as ObjectInput);
  return metadataProblems(object.metadata).filter(({ type }) => type !== undefined);
}
