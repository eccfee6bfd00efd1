import { ApiError } from "../../cluster/api/api-error.ts";
import type { DeleteOptions, Propagation } from "../../cluster/api/api-server.ts";
import type { ObjectRef } from "../../cluster/api/object.ts";
import { qualifiedKind, type Resource } from "../../cluster/api/resources.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import type { FlagValues } from "../../helm/flags/flag-values.ts";
import type { Process } from "../../sim/wait.ts";
import { attemptEach } from "../attempt-each.ts";
import { minorVersion } from "../columns/column.ts";
import { type Command, dryRunFlag, filenameFlags, outputFlag, selectorFlag } from "../command.ts";
import { prefixed } from "../error-text.ts";
import { KubectlError, throwAll } from "../kubectl-error.ts";
import { dryRunMode, dryRunSuffix } from "../print-object.ts";
import { noObjectNamed, parseOperands } from "../resources/operands.ts";
import { readManifests } from "../resources/read-manifests.ts";
import { resourceKind } from "../resources/resource-kind.ts";
import { select } from "../resources/select.ts";
import type { Session } from "../session.ts";
import { type Vanishing, waitUntilGone } from "../wait-until-gone.ts";

/** What is to be deleted; it need not be there. */
interface Doomed {
  readonly resource: Resource;
  readonly ref: ObjectRef;
  /** the file that names it */
  readonly source?: string;
}

/** kubectl/pkg/cmd/delete/delete.go */
export const deleteCommand: Command = {
  name: "delete",
  flags: [
    flag("all", "bool", "Delete all resources, in the namespace of the specified resource types."),
    flag("all-namespaces", "bool", "List the requested object(s) across all namespaces.", { shorthand: "A" }),
    flag("cascade", "string", 'Must be "background", "orphan", or "foreground".', {
      default: "background",
      bare: "background",
    }),
    flag("field-selector", "string", "Selector (field query) to filter on."),
    flag("force", "bool", "Immediately remove resources from API and bypass graceful deletion."),
    flag("grace-period", "int", "Period of time in seconds given to the resource to terminate gracefully.", {
      default: "-1",
    }),
    flag("ignore-not-found", "bool", 'Treat "resource not found" as a successful delete.'),
    flag("now", "bool", "Resources are signaled for immediate shutdown (same as --grace-period=1)."),
    flag("timeout", "duration", "The length of time to wait before giving up on a delete.", {
      default: "0s",
    }),
    flag("wait", "bool", "Wait for resources to be gone before returning.", { default: "true" }),
    flag("interactive", "bool", "Delete resource only when user confirms.", { shorthand: "i" }),
    dryRunFlag,
    outputFlag,
    selectorFlag,
    ...filenameFlags,
  ],

  *run(session, flags, operands): Process<void> {
    const options = deleteOptions(flags);
    const format = flags.text("output");
    if (format !== "" && format !== "name")
      throw new KubectlError(`unexpected -o output mode: ${format}. We only support '-o name'`);
    const { doomed, named } = yield* doomedObjects(session, flags, operands);
    const force = flags.bool("force") && options.grace === 0;
    if (force)
      session.output.error(
        "Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.",
      );
    const deleted: Vanishing[] = [];
    const errors: unknown[] = [];
    for (const each of doomed) {
      try {
        const uid = yield* deleteOne(session, each.ref, options, dryRunMode(flags) === "none");
        session.output.stdout += outcome(session, flags, each, force);
        deleted.push({ ...each, uid });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (error.reason === "NotFound" && (flags.bool("ignore-not-found") || !named)) continue;
        errors.push(
          each.source === undefined
            ? error
            : prefixed(error, `error when deleting ${JSON.stringify(each.source)}`),
        );
      }
    }
    throwAll(errors);
    if (deleted.length === 0) {
      if (!flags.bool("ignore-not-found") && !named) session.output.line("No resources found");
      return;
    }
    if (flags.bool("wait") && dryRunMode(flags) === "none")
      yield* waitForAll(session, deleted, flags.duration("timeout"));
  },
};

/** Gives the uid of what was deleted. */
function* deleteOne(
  session: Session,
  ref: ObjectRef,
  options: DeleteOptions,
  really: boolean,
): Process<string> {
  const server = session.cluster.api;
  return yield* session.api.call(() => {
    const { uid } = server.require(ref).metadata;
    if (really) server.delete(ref, options);
    return uid;
  });
}

/** One after the other; `timeout` in milliseconds is for all of them, and 0 is none. */
function* waitForAll(session: Session, vanishing: readonly Vanishing[], timeout: number): Process<void> {
  const { kernel } = session.cluster;
  const deadline = timeout === 0 ? Number.POSITIVE_INFINITY : kernel.now + timeout;
  yield* attemptEach(vanishing, (each) => waitUntilGone(session, each, deadline));
}

const propagations: Readonly<Record<string, Propagation>> = {
  background: "Background",
  foreground: "Foreground",
  orphan: "Orphan",
  true: "Background",
  false: "Orphan",
};

/** @throws KubectlError */
function deleteOptions(flags: FlagValues): DeleteOptions {
  const cascade = flags.text("cascade");
  const propagation = propagations[cascade];
  if (propagation === undefined)
    throw new KubectlError(
      `invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`,
    );
  let grace = flags.int("grace-period");
  if (flags.bool("now")) {
    if (grace !== -1) throw new KubectlError("--now and --grace-period cannot be specified together");
    grace = 1;
  }
  if (grace === 0 && !flags.bool("force")) grace = 1;
  if (flags.bool("force") && grace < 0) grace = 0;
  return { propagation, ...(grace < 0 ? {} : { grace }) };
}

/** Names are not looked up first, lists are. */
function* doomedObjects(
  session: Session,
  flags: FlagValues,
  operands: readonly string[],
): Process<{ doomed: readonly Doomed[]; named: boolean }> {
  const files = flags.all("filename");
  if (files.length > 0 && operands.length === 0) {
    const manifests = readManifests(session, files, flags.bool("recursive"));
    return { doomed: manifests, named: true };
  }
  if (operands.length === 0) throw noObjectNamed();
  const listed = flags.bool("all") || flags.text("selector") !== "" || flags.text("field-selector") !== "";
  const targets = files.length > 0 ? [] : parseOperands(operands, session.mapper);
  if (listed || targets.some(({ names }) => names.length === 0) || files.length > 0) {
    const { found } = yield* select(session, flags, operands);
    return { doomed: found, named: false };
  }
  const doomed = targets.flatMap(({ resource, names }) =>
    names.map((name) => ({
      resource,
      ref: { kind: resourceKind(resource), namespace: resource.namespaced ? session.namespace : "", name },
    })),
  );
  return { doomed, named: true };
}

function outcome(session: Session, flags: FlagValues, { resource, ref }: Doomed, force: boolean): string {
  const kind = qualifiedKind(resource).toLowerCase();
  if (flags.text("output") === "name") return `${kind}/${ref.name}\n`;
  const told = minorVersion(session.cluster.rules) >= 34 && ref.namespace !== "";
  const place = told ? ` from ${ref.namespace} namespace` : "";
  return `${kind} ${JSON.stringify(ref.name)} ${force ? "force deleted" : "deleted"}${place}${dryRunSuffix(flags)}\n`;
}
