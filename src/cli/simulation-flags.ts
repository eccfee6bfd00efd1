import { type FlagSpec, flag } from "../helm/flags/flag-spec.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import { type Renderer, renderers } from "../node/chart-source.ts";
import { findingFlags } from "./finding-flags.ts";
import { wordOf } from "./word-of.ts";

const formats = ["watch", "wide", "events", "json", "svg", "mermaid", "mermaid-sequence", "html"] as const;

/** How a run is shown. */
export type OutputFormat = (typeof formats)[number];

/** What is simulated. */
export const versionFlags: readonly FlagSpec[] = [
  flag("helm-version", "string", "the Helm that is simulated, from 3.0.0 on (default: the newest known)"),
  flag("kubernetes-version", "string", "the Kubernetes of the cluster, from 1.25 on (default 1.36)"),
  flag("seed", "int", "where names and drawn times come from"),
];

/** Flags of every command that simulates. */
export const simulationFlags: readonly FlagSpec[] = [
  ...versionFlags,
  flag(
    "output",
    "string",
    "watch: rows as kubectl get pod -w prints them; wide: the same with -o wide; events: kubectl get events; json: everything that happened; svg: a timeline; mermaid: the same as a gantt chart; mermaid-sequence: who talks to whom; html: a page to explore",
    { shorthand: "o", default: "watch" },
  ),
  flag("watch-resource", "strings", "what is watched instead of pods: jobs,deployments, or all"),
  flag("renderer", "string", "who renders charts: seatrial, or the helm on the PATH", {
    default: "seatrial",
  }),
  flag("timestamps", "bool", "begin each row with the seconds since the start"),
  ...findingFlags,
];

/** Reads `--output`. @throws UsageError */
export const outputFormat = (flags: FlagValues): OutputFormat => wordOf(flags, "output", formats);

/** Reads `--renderer`. @throws UsageError */
export const rendererOf = (flags: FlagValues): Renderer => wordOf(flags, "renderer", renderers);

/** What the flags change in a scenario. */
export function overrides(flags: FlagValues): {
  helmVersion?: string;
  kubernetesVersion?: string;
  seed?: number;
} {
  return {
    ...(flags.changed("helm-version") ? { helmVersion: flags.text("helm-version") } : {}),
    ...(flags.changed("kubernetes-version") ? { kubernetesVersion: flags.text("kubernetes-version") } : {}),
    ...(flags.changed("seed") ? { seed: flags.int("seed") } : {}),
  };
}
