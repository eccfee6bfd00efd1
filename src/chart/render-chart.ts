import { GoMap } from "../gotemplate/value.ts";
import { bytesToString } from "../util/byte-string.ts";
import { type Capabilities, offlineCapabilities } from "./capabilities.ts";
import type { Chart, ProcessedChart } from "./chart.ts";
import { Coalescer } from "./coalesce.ts";
import { crdFiles } from "./crd-files.ts";
import { renderAll, type TemplateFunctions } from "./engine.ts";
import { type Lookup, offlineLookup } from "./engine-functions.ts";
import { type Log, slogLine } from "./log-line.ts";
import { joinPath } from "./paths.ts";
import { processDependencies } from "./process-dependencies.ts";
import { helmError, RenderError } from "./render-error.ts";
import type { RenderProfile } from "./render-profile.ts";
import type { Manifest, ReleaseInfo, RenderedChart } from "./rendered-chart.ts";
import { sortManifests } from "./sort-manifests.ts";
import { inRange } from "./version-range.ts";

/** Holds values against values.schema.json; returns Helm's text of the findings, undefined where all is well. */
export type ValidateSchema = (
  schema: Uint8Array,
  values: GoMap,
  profile: RenderProfile,
) => string | undefined;

export interface RenderOptions {
  readonly profile: RenderProfile;
  readonly functions: TemplateFunctions;
  /** Absent: schemas are not looked at, as with `--skip-schema-validation`. */
  readonly validateSchema?: ValidateSchema | undefined;
  /** What is known of the cluster; absent: what Helm assumes without one. */
  readonly capabilities?: Capabilities | undefined;
  readonly lookup?: Lookup | undefined;
  /** `--render-subchart-notes`: the notes of subcharts too. */
  readonly subchartNotes?: boolean | undefined;
  /** Told of each warning when it comes up, so that it is seen even if rendering fails later. */
  readonly log?: Log | undefined;
  /** `--hide-secret`: Secrets are left out of `manifestText`. */
  readonly hideSecrets?: boolean | undefined;
}

/**
 * Renders a chart for a release: dependencies, values, templates, manifests and hooks in Helm's order. `values` are the
 * user's alone. Throws RenderError with Helm's words.
 */
export function renderChart(
  chart: Chart,
  values: GoMap,
  release: ReleaseInfo,
  options: RenderOptions,
): RenderedChart {
  const { profile } = options;
  const warnings: string[] = [];
  const log: Log = (line) => {
    warnings.push(line);
    options.log?.(line);
  };
  const processed = dependenciesOf(chart, values, profile, log);
  const rendered = renderTexts(processed, values, release, options, log);
  const { files, notes } = takeNotes(rendered, processed, options.subchartNotes ?? false);
  const { manifests, hooks, dropped } = sortManifests(files, profile, log, (path) =>
    templateText(processed, path),
  );
  const manifestText = manifests.map((manifest) => section(manifest, options.hideSecrets ?? false)).join("");
  return {
    chart: processed,
    manifests,
    hooks,
    dropped,
    manifestText,
    notes,
    crds: crdFiles(processed),
    warnings,
  };
}

/** Helm 4 says which step failed. */
function dependenciesOf(chart: Chart, values: GoMap, profile: RenderProfile, log: Log): ProcessedChart {
  const failed = "chart dependencies processing failed";
  try {
    return helmError("dependencies", profile.major === 4 ? `${failed}: ` : "", {}, () =>
      processDependencies(chart, values, profile, log),
    );
  } catch (error) {
    const cause = error instanceof RenderError ? error.cause : undefined;
    if (profile.major === 4 && cause instanceof Error)
      log(slogLine("ERROR", failed, { error: cause.message }));
    throw error;
  }
}

/** The raw output of every template of a chart whose dependencies are processed. */
export function renderTexts(
  chart: ProcessedChart,
  values: GoMap,
  release: ReleaseInfo,
  options: RenderOptions,
  log: Log,
): Map<string, string> {
  const { profile, functions, lookup = offlineLookup } = options;
  const capabilities = options.capabilities ?? offlineCapabilities(profile);
  const coalesced = helmError("values-invalid", "", {}, () =>
    new Coalescer(profile, log).coalesce(chart, values),
  );
  if (options.validateSchema !== undefined) checkSchemas(chart, coalesced, profile, options.validateSchema);
  checkKubeVersion(chart, capabilities, profile);
  return renderAll({ chart, values: coalesced, release, capabilities, profile, functions, lookup });
}

function checkKubeVersion(
  { metadata }: Chart,
  { kubeVersion }: Capabilities,
  { semver }: RenderProfile,
): void {
  const range = metadata.kubeVersion;
  if (range === "" || inRange(kubeVersion.text, range, semver)) return;
  throw new RenderError(
    "kube-version",
    `chart requires kubeVersion: ${range} which is incompatible with Kubernetes ${kubeVersion.text}`,
    { file: "Chart.yaml", hint: "give the version of your cluster with --kube-version" },
  );
}

function checkSchemas(chart: Chart, values: GoMap, profile: RenderProfile, validate: ValidateSchema): void {
  const findings = schemaFindings(chart, values, profile, validate);
  if (findings === "") return;
  const intro = "values don't meet the specifications of the schema(s) in the following chart(s):";
  throw new RenderError("values-schema", `${intro}\n${findings}`, {
    file: "values.schema.json",
    hint: "change the values, or pass --skip-schema-validation",
  });
}

/** The findings in a chart and its subcharts, each chart's under its name. */
function schemaFindings(
  chart: Chart,
  values: GoMap,
  profile: RenderProfile,
  validate: ValidateSchema,
): string {
  const { schema, metadata, dependencies } = chart;
  const own = schema === undefined ? undefined : validate(schema, values, profile);
  const below = dependencies.map((child) => {
    const section = values.get(child.metadata.name);
    return schemaFindings(child, section instanceof GoMap ? section : new GoMap(), profile, validate);
  });
  return (own === undefined ? "" : `${metadata.name}:\n${own}`) + below.join("");
}

/** Parts the notes from what is to become manifests. */
function takeNotes(
  rendered: ReadonlyMap<string, string>,
  chart: Chart,
  subchartNotes: boolean,
): { files: Map<string, string>; notes: string } {
  const files = new Map<string, string>();
  const notes: string[] = [];
  const own = joinPath(chart.metadata.name, "templates", "NOTES.txt");
  for (const [path, text] of rendered) {
    if (!path.endsWith("NOTES.txt")) files.set(path, text);
    else if (subchartNotes || path === own) notes.push(text);
  }
  return { files, notes: notes.join("\n") };
}

function section({ path, content, kind, apiVersion }: Manifest, hideSecrets: boolean): string {
  const hidden = hideSecrets && kind === "Secret" && apiVersion === "v1";
  return `---\n# Source: ${path}\n${hidden ? "# HIDDEN: The Secret output has been suppressed" : content}\n`;
}

/** The text of a template by its full name. */
function templateText(chart: ProcessedChart, path: string): string | undefined {
  const own = chart.templates.findLast(({ name }) => joinPath(chart.path, name) === path);
  if (own !== undefined) return bytesToString(own.data);
  // As with templates of one name, the last chart of a path counts.
  for (const child of [...chart.dependencies].reverse()) {
    const found = templateText(child, path);
    if (found !== undefined) return found;
  }
  return undefined;
}
