import { ApiError } from "../../cluster/api/api-error.ts";
import { Semantics } from "../../cluster/api/apply/list-semantics.ts";
import type { KubeObject } from "../../cluster/api/object.ts";
import { kindName } from "../../cluster/api/resources.ts";
import { jsonMerge, threeWayMerge } from "../../helm/apply/three-way-merge.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import type { FlagValues } from "../../helm/flags/flag-values.ts";
import type { Process } from "../../sim/wait.ts";
import { SeatrialError } from "../../util/errors.ts";
import { attemptEach } from "../attempt-each.ts";
import { claimed, claimedNew } from "../claim.ts";
import { type Command, changeFlags, validateFlag } from "../command.ts";
import { prefixed } from "../error-text.ts";
import { KubectlError, usageError } from "../kubectl-error.ts";
import { lastApplied, withLastApplied } from "../last-applied.ts";
import { dryRunMode, outcomeText } from "../print-object.ts";
import { type Manifest, readSelectedManifests } from "../resources/read-manifests.ts";
import { getLive } from "../resources/select.ts";
import type { Session } from "../session.ts";

const manager = { manager: "kubectl-client-side-apply" };

/** kubectl/pkg/cmd/apply/apply.go */
export const apply: Command = {
  name: "apply",
  flags: [
    flag("all", "bool", "Select all resources in the namespace of the specified resource types."),
    flag("force-conflicts", "bool", "Force the server-side apply against conflicts."),
    flag(
      "overwrite",
      "bool",
      "Automatically resolve conflicts by using values from the modified configuration.",
      {
        default: "true",
      },
    ),
    flag("openapi-patch", "bool", "Use openapi to calculate diff.", { default: "true" }),
    flag("prune", "bool", "Automatically delete resource objects that do not appear in the configs."),
    flag("server-side", "bool", "Apply runs in the server instead of the client."),
    flag("wait", "bool", "Wait for resources to be gone before returning."),
    ...changeFlags,
    validateFlag,
  ],

  *run(session, flags, operands): Process<void> {
    if (operands.length > 0) throw usageError("apply", `Unexpected args: [${operands.join(" ")}]`);
    if (flags.all("filename").length === 0) throw new KubectlError("must specify one of -f and -k");
    for (const name of ["prune", "server-side"])
      if (flags.bool(name))
        throw new SeatrialError("kubectl-flag", `kubectl apply --${name} cannot be simulated.`, {
          hint: "Leave the flag out: a plain apply leads to the same objects.",
        });
    const manifests = readSelectedManifests(session, flags);
    if (manifests.length === 0) throw new KubectlError("no objects passed to apply");
    yield* attemptEach(manifests, (manifest) => applyOne(session, flags, manifest));
  },
};

function* applyOne(session: Session, flags: FlagValues, manifest: Manifest): Process<void> {
  const { object, ref, resource, source } = manifest;
  if (ref.name === "")
    throw new KubectlError(`from ${object.metadata.generateName ?? ""}: cannot use generate name with apply`);
  const live = yield* findLive(session, manifest);
  const modified = withLastApplied(object);
  const mode = dryRunMode(flags);
  const real = mode === "none";
  if (live === undefined) {
    try {
      const created = real ? yield* session.api.create(claimedNew(modified, manager.manager)) : modified;
      session.output.stdout += outcomeText(flags, created, "created");
    } catch (error) {
      throw prefixed(error, `error when creating ${JSON.stringify(source)}`);
    }
    return;
  }
  const original = lastApplied(live);
  if (original === undefined)
    session.output.error(
      `Warning: resource ${resource.plural}/${ref.name} is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`,
    );
  const change = (old: KubeObject): KubeObject => merged(original ?? {}, modified, old);
  const unchanged = change(live) === live;
  try {
    const next = unchanged || !real ? change(live) : yield* session.api.update(ref, claimed(manager, change));
    session.output.stdout += outcomeText(
      flags,
      next,
      unchanged && mode !== "client" ? "unchanged" : "configured",
    );
  } catch (error) {
    throw prefixed(error, `error when applying patch to ${JSON.stringify(source)}`);
  }
}

function* findLive(session: Session, { ref }: Manifest): Process<KubeObject | undefined> {
  try {
    return yield* getLive(session, ref);
  } catch (error) {
    if (error instanceof ApiError && error.reason === "NotFound" && !error.message.startsWith("namespaces "))
      return undefined;
    throw error;
  }
}

/** Built-in kinds merge their lists item by item, custom ones set them whole. */
function merged(
  original: Readonly<Record<string, unknown>>,
  modified: Readonly<Record<string, unknown>>,
  live: KubeObject,
): KubeObject {
  const custom = kindName(live.apiVersion, live.kind) !== live.kind;
  return threeWayMerge(original, modified, live, custom ? jsonMerge : new Semantics(live));
}
