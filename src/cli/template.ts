import { offlineCapabilities } from "../chart/capabilities.ts";
import type { Chart } from "../chart/chart.ts";
import { checkDependencies } from "../chart/check-dependencies.ts";
import type { TemplateFunctions } from "../chart/engine.ts";
import { slogLine } from "../chart/log-line.ts";
import { renderChart } from "../chart/render-chart.ts";
import { RenderError } from "../chart/render-error.ts";
import { renderName } from "../chart/render-name.ts";
import { type RenderProfile, renderProfile } from "../chart/render-profile.ts";
import type { RenderedChart } from "../chart/rendered-chart.ts";
import { shownHooks, templateOutput } from "../chart/template-output.ts";
import { userValues } from "../chart/user-values.ts";
import { type DryRun, dryRunOf } from "../helm/actions/dry-run.ts";
import { checkReleaseName } from "../helm/actions/release-name.ts";
import { flag } from "../helm/flags/flag-spec.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import { givenValues } from "../helm/flags/given-values.ts";
import { globalFlags } from "../helm/flags/shared-flags.ts";
import { HelmFailure } from "../helm/helm-failure.ts";
import { type HelmRules, helmRules } from "../helm/profiles/helm-rules.ts";
import { helm } from "../node/helm-renderer.ts";
import { readChart } from "../node/read-chart.ts";
import { readValuesFile } from "../node/read-values-file.ts";
import { templateFunctions } from "../node/template-functions.ts";
import { validateSchema } from "../node/validate-schema.ts";
import { writeManifests } from "../node/write-manifests.ts";
import { askedHelm } from "./asked-helm.ts";
import { exitCode } from "./exit-code.ts";
import { flagHelp } from "./flag-help.ts";
import { inHelmsWords } from "./helm-words.ts";
import { readFlags } from "./read-flags.ts";
import { rendererOf } from "./simulation-flags.ts";
import { splitFlags } from "./split-flags.ts";
import { print, tell } from "./streams.ts";
import { templateFlags } from "./template-flags.ts";
import { UsageError } from "./usage-error.ts";

const ownFlags = [
  flag("helm-version", "string", "the Helm that renders, from 3.0.0 on (default: the newest known)"),
  flag("renderer", "string", "who renders: seatrial, or the helm on the PATH", { default: "seatrial" }),
  flag("help", "bool", "print this", { shorthand: "h" }),
];

/** `seatrial template [NAME] CHART`: what `helm template` prints. */
export async function run(args: readonly string[]): Promise<number> {
  const newest = helmRules();
  const split = splitFlags(args, ownFlags, [...templateFlags(newest), ...globalFlags(newest)]);
  const own = readFlags(split.own, ownFlags).flags;
  const rules = askedHelm(own);
  const specs = [...templateFlags(rules), ...globalFlags(rules)];
  if (own.bool("help")) {
    print(help(rules));
    return exitCode.ok;
  }
  if (rendererOf(own) === "helm") {
    print(helm(["template", ...split.helm], ".", undefined));
    return exitCode.ok;
  }
  const { flags, operands, notices } = readFlags(split.helm, specs);
  for (const notice of notices) warn(notice);
  refuseCluster(flags, rules);
  const chart = operands.at(-1) ?? "";
  inHelmsWords(chart, () => template(flags, operands, renderProfile(rules.version)));
  return exitCode.ok;
}

function template(flags: FlagValues, operands: readonly string[], profile: RenderProfile): void {
  const kubeVersion = flags.text("kube-version") || undefined;
  const capabilities = offlineCapabilities(profile, { kubeVersion, apiVersions: flags.all("api-versions") });
  const functions: TemplateFunctions = (executing) => templateFunctions(profile, { template: executing });
  const { name, path } = nameAndChart(flags, operands, (text) => renderName(text, functions, profile));
  const read = (file: string): string => readValuesFile(file, ".");
  const values = userValues(givenValues(flags), read, profile);
  const chart = readChart(path, ".", profile, warn);
  checkInstallable(chart, profile);
  checkName(name, profile);
  const upgrade = flags.bool("is-upgrade");
  const release = {
    name,
    namespace: flags.text("namespace") || "default",
    revision: 1,
    isInstall: !upgrade,
    isUpgrade: upgrade,
  };
  const rendered = renderChart(chart, values, release, {
    profile,
    functions,
    capabilities,
    log: warn,
    validateSchema: flags.bool("skip-schema-validation") ? undefined : validateSchema,
    subchartNotes: flags.bool("render-subchart-notes"),
  });
  show(rendered, name, flags, profile);
}

function show(rendered: RenderedChart, name: string, flags: FlagValues, profile: RenderProfile): void {
  const options = {
    crds: flags.bool("include-crds"),
    hooks: !flags.bool("no-hooks"),
    tests: !flags.bool("skip-tests"),
    showOnly: flags.all("show-only"),
  };
  const folder = flags.text("output-dir");
  if (folder === "") {
    print(templateOutput(rendered, options, profile));
    return;
  }
  const folders = { crds: folder, manifests: flags.bool("release-name") ? `${folder}/${name}` : folder };
  const crds = options.crds ? rendered.crds : [];
  const hooks = shownHooks(rendered, options);
  writeManifests(folders, { crds, manifests: rendered.manifests, hooks }, (line) => print(`${line}\n`));
  // Everything is in the files: what is printed as usual is empty.
  const nothing = { ...rendered, crds: [], manifestText: "", hooks: [] };
  print(templateOutput(nothing, options, profile));
}

const warn = (line: string): void => tell(`${line}\n`);

/** The release's name and the chart's path (pkg/action/install.go, NameAndChart). */
function nameAndChart(
  flags: FlagValues,
  operands: readonly string[],
  fromTemplate: (template: string) => string,
): { name: string; path: string } {
  const [first, second, ...more] = operands;
  if (first === undefined)
    throw new UsageError('"template" requires at least 1 argument: seatrial template [NAME] CHART');
  if (more.length > 0)
    throw new UsageError(`expected at most two arguments, unexpected arguments: ${more.join(", ")}`);
  const nameTemplate = flags.text("name-template");
  if (second !== undefined) {
    for (const name of ["generate-name", "name-template"])
      if (flags.text(name) !== "" && flags.text(name) !== "false")
        throw new UsageError(`cannot set --${name} and also specify a name`);
    return { name: first, path: second };
  }
  // Even with --generate-name: `helm template` gives a name of its own before that flag is looked at.
  return { name: nameTemplate === "" ? "release-name" : fromTemplate(nameTemplate), path: first };
}

function checkName(name: string, { major }: RenderProfile): void {
  try {
    checkReleaseName(name);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const text = `release name ${JSON.stringify(name)}: ${error.message}`;
    throw new RenderError("release-name", major === 4 ? `release name check failed: ${text}` : text);
  }
}

function checkInstallable(chart: Chart, profile: RenderProfile): void {
  const { type, deprecated } = chart.metadata;
  if (type !== "" && type !== "application")
    throw new RenderError("chart-type", `${type} charts are not installable`, { file: "Chart.yaml" });
  if (deprecated)
    warn(
      profile.major === 3
        ? "WARNING: This chart is deprecated"
        : slogLine("WARN", "this chart is deprecated"),
    );
  checkDependencies(chart, profile);
}

/** What would need a cluster or a repository. */
function refuseCluster(flags: FlagValues, rules: HelmRules): void {
  if (flags.bool("validate") || dryRun(flags, rules) === "server")
    throw new UsageError(
      "--validate and --dry-run=server ask a cluster, and there is none here.",
      "Leave them out; seatrial install tells what the simulated cluster refuses.",
    );
  if (flags.text("repo") !== "")
    throw new UsageError(
      "--repo is not supported: nothing is fetched.",
      "Give a chart that helm pull has fetched.",
    );
  if (flags.text("post-renderer") !== "")
    throw new UsageError(
      "--post-renderer is not supported: nothing is run.",
      "Pipe what seatrial template prints through the program.",
    );
}

/** Rendering is never anything but a dry run; the flag is looked at all the same. */
function dryRun(flags: FlagValues, rules: HelmRules): DryRun {
  if (!flags.changed("dry-run")) return "client";
  try {
    const asked = dryRunOf({ rules, output: { error: warn } }, flags);
    if (rules.major === 3 || asked !== "none") return asked;
  } catch (error) {
    throw error instanceof HelmFailure ? new RenderError("flag", error.message) : error;
  }
  const text = JSON.stringify(flags.text("dry-run"));
  throw new RenderError("flag", `invalid dry-run value (${text}). Must be "server" or "client"`);
}

export const help = (rules = helmRules()): string => `Prints what helm template prints, byte for byte.

Usage: seatrial template [NAME] CHART [flags]

${flagHelp(ownFlags)}

Flags of helm template ${rules.version}:
${flagHelp([...templateFlags(rules), ...globalFlags(rules)])}

Exit codes: 0 rendered, 2 wrong usage, or a chart or values that Helm refuses.
`;
