import type { Manifest } from "../../chart/rendered-chart.ts";
import type { PodSpec } from "../../cluster/api/pod.ts";
import type { ObjectName } from "../../recording/recording.ts";
import type { Render } from "../evidence.ts";
import { type Maker, makersOf } from "./declared.ts";
import { kubectlCalls } from "./kubectl-calls.ts";
import { podSpecOf } from "./pod-spec.ts";
import { referencesOf } from "./references-of.ts";

/**
 * The Job or Pod that plainly makes a Secret or ConfigMap that no manifest declares: its command names the object, and
 * it does not use it itself. That is how charts make certificates: `--secret-name=app-tls`, `kubectl create secret …`.
 */
export function makerByCommand(render: Render, needed: ObjectName): Maker | undefined {
  if (needed.kind !== "Secret" && needed.kind !== "ConfigMap") return undefined;
  if (makersOf(render, needed).length > 0) return undefined;
  const makes = (manifest: Manifest): boolean => {
    const runs = manifest.kind === "Job" || manifest.kind === "Pod";
    const spec = runs && manifest.object !== undefined ? podSpecOf(manifest.object) : undefined;
    return spec !== undefined && !uses(spec, needed) && mentions(spec, needed);
  };
  const hooks = render.chart.hooks.filter(makes);
  // The first to name it makes it, those that come later use it.
  const hook = hooks.find(({ events }) => events.includes("pre-install")) ?? hooks[0];
  if (hook !== undefined) return { as: "hook", manifest: hook };
  const manifest = render.chart.manifests.find(makes);
  return manifest === undefined ? undefined : { as: "manifest", manifest };
}

const uses = (spec: PodSpec, { kind, name }: ObjectName): boolean =>
  referencesOf(spec).some((each) => each.kind === kind && each.name === name);

/** Whether a command has the name as a word of its own, other than to read or to remove the object. */
function mentions(spec: PodSpec, { kind, name }: ObjectName): boolean {
  const word = new RegExp(`(^|[\\s=:/"',])${name.replaceAll(".", "\\.")}($|[\\s;:/"',)])`, "m");
  return [...(spec.initContainers ?? []), ...spec.containers].some((container) => {
    const calls = kubectlCalls(container).filter((call) => call.kind === kind && call.name === name);
    if (calls.length > 0 && calls.every(({ subcommand }) => !making.has(subcommand))) return false;
    return [...(container.command ?? []), ...(container.args ?? [])].some((text) => word.test(text));
  });
}

const making: ReadonlySet<string> = new Set(["create", "patch"]);
