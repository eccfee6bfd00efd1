import type { CrdFile, JsonObject } from "../../chart/rendered-chart.ts";
import { splitManifests } from "../../chart/split-manifests.ts";
import { ApiError } from "../../cluster/api/api-error.ts";
import { yamlToPlain } from "../../goyaml/parse-yaml.ts";
import type { Process } from "../../sim/wait.ts";
import { createResources } from "../apply/create-resources.ts";
import { buildResources } from "../build-resources.ts";
import { failureText, HelmFailure, prefixed } from "../helm-failure.ts";
import { logLine } from "../output/log-line.ts";
import type { Resource } from "../resource.ts";
import type { Session } from "../session.ts";
import type { InstallOptions } from "./install-options.ts";
import { inPhase } from "./phase.ts";

/** How long Helm waits for new CRDs, whatever `--timeout` says, in milliseconds. */
const crdTimeout = 60_000;

const dryRunWarning =
  "This chart or one of its subcharts contains CRDs. Rendering may fail or contain inaccuracies.";

/**
 * Installs what is below crds/ (pkg/action/install.go, installCRDs), one file at a time, and waits until the API server
 * serves it. Helm 3 skips a file whose objects are there already; server-side apply changes them.
 */
export function* installCrds(session: Session, options: InstallOptions): Process<void> {
  const files = session.source.crds(options.chart, options.values);
  if (files.length === 0) return;
  if (options.dryRun !== "none") {
    if (session.rules.structuredLog) session.output.error(logLine("WARN", dryRunWarning));
    return;
  }
  const phase = { name: options.name, revision: 1 };
  yield* inPhase(session, phase, "crds", () => installFiles(session, options, files));
}

function* installFiles(session: Session, options: InstallOptions, files: readonly CrdFile[]): Process<void> {
  const created: Resource[] = [];
  for (const file of files) created.push(...(yield* installFile(session, options, file)));
  if (created.length === 0) return;
  yield* options.wait.waiter.untilReady(created, crdTimeout, false);
  // The discovery is asked again: what groups there are, and what is in them.
  for (let i = 0; i < 2; i++) yield* session.api.call(() => {});
}

function* installFile(
  session: Session,
  options: InstallOptions,
  file: CrdFile,
): Process<readonly Resource[]> {
  const name = file.path.split("/").at(-1) ?? file.path;
  let resources: readonly Resource[];
  try {
    resources = buildResources(documentsOf(file), {
      registry: session.cluster.api.resources,
      namespace: session.namespace,
      validate: false,
    });
  } catch (error) {
    throw prefixed(`failed to install CRD ${name}`, error);
  }
  if (resources.length === 0 && session.rules.major === 4)
    throw new HelmFailure(`failed to install CRD ${name}: resources are empty`);
  try {
    return yield* createResources(session, resources, options.applyMethod, options.forceConflicts);
  } catch (error) {
    if (isThereAlready(error)) return [];
    throw prefixed(`failed to install CRD ${name}`, error);
  }
}

const documentsOf = (file: CrdFile): readonly { readonly object: JsonObject | undefined }[] =>
  splitManifests(file.content, "trim-both").map(({ text }) => {
    const object = yamlToPlain(text);
    return { object: typeof object === "object" && object !== null ? (object as JsonObject) : undefined };
  });

/** Helm looks at the first refusal alone. */
function isThereAlready(error: unknown): boolean {
  failureText(error);
  const cause = error instanceof HelmFailure ? error.cause : error;
  return cause instanceof ApiError && cause.reason === "AlreadyExists";
}
