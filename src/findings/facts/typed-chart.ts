import type { Json, Manifest, RenderedChart } from "../../chart/rendered-chart.ts";
import type { ObjectInput } from "../../cluster/api/object.ts";
import { kindName } from "../../cluster/api/resources.ts";
import { metadataProblems, type TypeProblem, typeProblems } from "../../cluster/api/types/type-problems.ts";
import { typedObject } from "../../cluster/api/types/typed-object.ts";

/** An object of a chart with fields that the API does not have, or not like this. */
export interface Untyped {
  readonly manifest: Manifest;
  readonly problems: readonly TypeProblem[];
}

/** A rendered chart as far as the types of the API go, and what does not fit them. */
export function typedChart(rendered: RenderedChart): {
  readonly chart: RenderedChart;
  readonly untyped: readonly Untyped[];
} {
  const untyped = [...rendered.manifests, ...rendered.hooks].flatMap((manifest) => {
    const problems = problemsOf(manifest);
    return problems.length === 0 ? [] : [{ manifest, problems }];
  });
  const { manifests, hooks } = rendered;
  return { chart: { ...rendered, manifests: manifests.map(typed), hooks: hooks.map(typed) }, untyped };
}

const inputOf = (object: Exclude<Manifest["object"], undefined>): ObjectInput =>
  object as unknown as ObjectInput;

function problemsOf({ apiVersion, kind, object }: Manifest): readonly TypeProblem[] {
  if (object === undefined) return [];
  if (kindName(apiVersion, kind) === kind) return typeProblems(inputOf(object));
  return metadataProblems(object.metadata).filter(({ type }) => type !== undefined);
}

function typed<M extends Manifest>(manifest: M): M {
  if (manifest.object === undefined) return manifest;
  const object = typedObject(inputOf(manifest.object)) as unknown as Readonly<Record<string, Json>>;
  return object === manifest.object ? manifest : { ...manifest, object };
}
