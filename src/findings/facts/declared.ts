import type { Hook, Manifest } from "../../chart/rendered-chart.ts";
import { builtInResources, kindName } from "../../cluster/api/resources.ts";
import type { ObjectName } from "../../recording/recording.ts";
import type { Place } from "../../util/errors.ts";
import type { Render } from "../evidence.ts";

/** Who of a release's manifests and hooks makes an object. */
export type Maker =
  | { readonly as: "manifest"; readonly manifest: Manifest }
  | { readonly as: "hook"; readonly manifest: Hook };

/** Everything in a rendered chart that makes an object of this name; `namespace` "" fits every one. */
export function makersOf({ release, chart }: Render, name: ObjectName): Maker[] {
  const fits = (manifest: Manifest): boolean =>
    manifest.name === name.name &&
    kindName(manifest.apiVersion, manifest.kind) === name.kind &&
    (name.namespace === "" || (manifest.namespace ?? release.namespace) === name.namespace);
  return [
    ...chart.manifests.filter(fits).map((manifest): Maker => ({ as: "manifest", manifest })),
    ...chart.hooks.filter(fits).map((manifest): Maker => ({ as: "hook", manifest })),
  ];
}

/** The name of the object that a manifest makes. */
export const nameOf = ({ release }: Render, manifest: Manifest): ObjectName => ({
  kind: kindName(manifest.apiVersion, manifest.kind),
  namespace: clusterWide.has(kindName(manifest.apiVersion, manifest.kind))
    ? ""
    : (manifest.namespace ?? release.namespace),
  name: manifest.name,
});

const clusterWide: ReadonlySet<string> = new Set(
  builtInResources.filter(({ namespaced }) => !namespaced).map(({ kind }) => kind),
);

export const placeOf = ({
  path,
  line,
}: {
  readonly path: string;
  readonly line: number | undefined;
}): Place => (line === undefined || line === 0 ? { file: path } : { file: path, line });

/** Where an object of a release comes from, if one of its templates makes it. */
export function placeIn(render: Render | undefined, name: ObjectName): Place | undefined {
  const maker = render === undefined ? undefined : makersOf(render, name)[0];
  return maker === undefined ? undefined : placeOf(maker.manifest);
}

/** `Job/migrate`, without what kinds of extensions carry. */
export const short = ({ kind, name }: Pick<ObjectName, "kind" | "name">): string =>
  `${kind.split(".")[0]}/${name}`;
