import type { Chart } from "./chart.ts";
import type { HookEvent } from "./hook-events.ts";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** What a release is to its templates (`.Release`). */
export interface ReleaseInfo {
  readonly name: string;
  readonly namespace: string;
  /** 1 on install, the coming revision on upgrade. */
  readonly revision: number;
  readonly isInstall: boolean;
  readonly isUpgrade: boolean;
}

/** One rendered document: one piece of a rendered template between `---` lines. */
export interface Manifest {
  /** The template's full name: `demo/charts/sub/templates/web.yaml`. */
  readonly path: string;
  /** The line in that template where the document begins (from 1), where it could be told. */
  readonly line: number | undefined;
  /** The document's text as Helm prints and stores it. */
  readonly content: string;
  /** "" where the document does not say, as in one that holds comments only. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** metadata.namespace as written; undefined where absent: then the release's namespace counts, if the kind has one. */
  readonly namespace: string | undefined;
  readonly annotations: Readonly<Record<string, string>>;
  /** The parsed document; undefined for one that holds nothing. */
  readonly object: JsonObject | undefined;
}

/** A document with a `helm.sh/hook` annotation (Helm's release.Hook). */
export interface Hook extends Manifest {
  /** In the order written, duplicates kept: an event named twice runs the hook twice. */
  readonly events: readonly HookEvent[];
  readonly weight: number;
  /** As written, unknown words included (they switch the default off); empty means `before-hook-creation`. */
  readonly deletePolicies: readonly string[];
  readonly outputLogPolicies: readonly string[];
}

/** A file below crds/ of the chart or of an enabled subchart; never templated. */
export interface CrdFile {
  /** `demo/charts/sub/crds/x.yaml` */
  readonly path: string;
  readonly content: string;
}

/** Everything a chart renders to. `manifests` and `hooks` are in Helm's stored order: by kind, then file, then position. */
export interface RenderedChart {
  /** The chart with its dependencies processed: what Helm stores with the release. */
  readonly chart: Chart;
  readonly manifests: readonly Manifest[];
  readonly hooks: readonly Hook[];
  /** Documents that Helm leaves out, as they name a hook event it does not know. */
  readonly dropped: readonly Manifest[];
  /** The text Helm stores as the release's manifest: every manifest under its `# Source:` line. */
  readonly manifestText: string;
  readonly notes: string;
  readonly crds: readonly CrdFile[];
  /** Lines Helm writes to standard error meanwhile, in that Helm's own layout. */
  readonly warnings: readonly string[];
}
