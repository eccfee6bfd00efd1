import type { RenderedChart } from "../../chart/rendered-chart.ts";
import type { ResourceRegistry } from "../../cluster/api/resource-registry.ts";
import { builtInResources, groupOf, kindName } from "../../cluster/api/resources.ts";

const builtInGroups: ReadonlySet<string> = new Set([
  ...builtInResources.map(({ group }) => group),
  "extensions",
  "policy",
]);

/** The part of an object's head that names its kind. */
type Head = Pick<RenderedChart["manifests"][number], "apiVersion" | "kind" | "namespace" | "object">;

/**
 * Makes the kinds of custom resources known that a chart uses and does not define: an operator has brought them. It is asked
 * of each definition, by its name, whether it may be taken to be there. A kind of Kubernetes' own groups that the server does not know is one that it serves no longer, and
 * is not assumed.
 */
export function assumeKinds(
  registry: ResourceRegistry,
  { manifests, hooks, crds }: RenderedChart,
  isAssumed: (definition: string) => boolean,
): void {
  const used = [...manifests, ...hooks];
  const defines = ({ apiVersion, kind }: Head): boolean =>
    used.some(
      ({ kind: own, object }) =>
        own === "CustomResourceDefinition" && isDefinitionOf(object, apiVersion, kind),
    ) ||
    crds.some(
      ({ content }) =>
        content.includes(groupOf(apiVersion)) && new RegExp(`kind:\\s*["']?${kind}\\b`).test(content),
    );
  for (const manifest of used) {
    const { apiVersion, kind, namespace } = manifest;
    const group = groupOf(apiVersion);
    if (
      !group.includes(".") ||
      builtInGroups.has(group) ||
      kind === "" ||
      registry.find(apiVersion, kind) !== undefined
    )
      continue;
    if (defines(manifest)) continue;
    const plural = pluralOf(kind.toLowerCase());
    if (!isAssumed(`${plural}.${group}`)) continue;
    registry.add({
      group,
      versions: [apiVersion.slice(apiVersion.indexOf("/") + 1)],
      kind,
      plural,
      namespaced: namespace !== undefined || !/^(Cluster|Global)/.test(kind),
      generation: true,
      custom: true,
    });
  }
}

function isDefinitionOf(object: Head["object"], apiVersion: string, kind: string): boolean {
  const spec = object?.["spec"] as
    | { readonly group?: string; readonly names?: { readonly kind?: string } }
    | undefined;
  return spec?.names?.kind === kind && kindName(`${spec.group}/v1`, kind) === kindName(apiVersion, kind);
}

const pluralOf = (word: string): string =>
  /(s|x|z|ch|sh)$/.test(word)
    ? `${word}es`
    : /[^aeiou]y$/.test(word)
      ? `${word.slice(0, -1)}ies`
      : `${word}s`;
