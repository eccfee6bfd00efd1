import type { Adapters } from "../adapters.ts";
import type { Json, JsonObject, Manifest } from "../chart/rendered-chart.ts";

/** The registry of images that nobody can pull; `.invalid` is never a real domain (RFC 2606). */
export const noRegistry = "registry.invalid";

/**
 * The same charts, but the pods of their workloads have images that do not exist: what a mistyped tag does. Jobs and hooks
 * stay as they are, so that an upgrade gets as far as it can.
 */
export const withBrokenImages = (adapters: Adapters): Adapters => ({
  ...adapters,
  chartSource: (options) => {
    const source = adapters.chartSource(options);
    return {
      ...source,
      render: (request) => {
        const chart = source.render(request);
        return { ...chart, manifests: chart.manifests.map(broken) };
      },
    };
  },
});

const workloads: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "DaemonSet"]);

function broken(manifest: Manifest): Manifest {
  const { object, kind } = manifest;
  if (object === undefined || !workloads.has(kind)) return manifest;
  const spec = objectAt(object, "spec");
  const template = objectAt(spec, "template");
  const pod = objectAt(template, "spec");
  const containers = pod["containers"];
  if (!Array.isArray(containers)) return manifest;
  const images = containers.map((each) =>
    isObject(each) ? { ...each, image: `${noRegistry}/${String(each["image"] ?? "")}` } : each,
  );
  return {
    ...manifest,
    object: { ...object, spec: { ...spec, template: { ...template, spec: { ...pod, containers: images } } } },
  };
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isObject(value) ? value : {};
}
