import type { ResourceRegistry } from "../cluster/api/resource-registry.ts";
import type { ChartSource } from "../helm/chart-source.ts";
import { SeatrialError } from "../util/errors.ts";
import { assumeKinds } from "./behaviour/assumed-kinds.ts";
import type { References } from "./behaviour/references.ts";

/** The same charts; what they declare and why they fail is noted. */
export function observedCharts(
  source: ChartSource,
  references: References,
  kinds: ResourceRegistry,
  onError: ((error: SeatrialError) => void) | undefined,
): ChartSource {
  const noting = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      if (error instanceof SeatrialError) onError?.(error);
      throw error;
    }
  };
  return {
    loadChart: (path) => noting(() => source.loadChart(path)),
    userValues: (flags) => noting(() => source.userValues(flags)),
    renderName: (template) => noting(() => source.renderName(template)),
    crds: (chart, values) => noting(() => source.crds(chart, values)),
    render: (request) => {
      const rendered = noting(() => source.render(request));
      for (const { kind, namespace, name } of [...rendered.manifests, ...rendered.hooks])
        references.declare(kind, namespace ?? request.release.namespace, name);
      assumeKinds(kinds, rendered, (name) => references.isAssumed("CustomResourceDefinition", "", name));
      return rendered;
    },
  };
}
