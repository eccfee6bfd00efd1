import { ApiError } from "../../cluster/api/api-error.ts";
import type { KubeObject, ObjectRef } from "../../cluster/api/object.ts";
import type { Resource } from "../../cluster/api/resources.ts";
import type { FlagValues } from "../../helm/flags/flag-values.ts";
import type { Process } from "../../sim/wait.ts";
import { KubectlError } from "../kubectl-error.ts";
import { byServerOrder } from "../list-order.ts";
import type { Session } from "../session.ts";
import { eventObjects } from "./event-objects.ts";
import { parseFieldSelector } from "./field-selector.ts";
import { parseLabelSelector } from "./label-requirements.ts";
import { noObjectNamed, parseOperands, type Target } from "./operands.ts";
import { readManifests } from "./read-manifests.ts";
import { resourceKind } from "./resource-kind.ts";

/** A live object that a command is about. */
export interface Found {
  readonly resource: Resource;
  readonly ref: ObjectRef;
  readonly object: KubeObject;
}

export interface Selection {
  /** in the order of the command line; lists in that of the server */
  readonly found: readonly Found[];
  /** what could not be had */
  readonly errors: readonly unknown[];
  /** how many kinds were asked for, whether or not they have objects */
  readonly kinds: number;
  /** a single object was asked for by its name */
  readonly single: boolean;
  /** something was asked for that is in a namespace */
  readonly namespaced: boolean;
}

export interface SelectOptions {
  /** a type alone means all its objects */
  readonly listsAll?: boolean;
  /** what to say if nothing is named */
  readonly nothing?: () => Error;
}

/**
 * The live objects that operands and the flags `-f`, `-l`, `--field-selector`, `--all` and `-A` name
 * (cli-runtime/pkg/resource/builder.go). One that is missing does not keep the others from being found.
 * @throws KubectlError for operands that make no sense
 */
export function* select(
  session: Session,
  flags: FlagValues,
  operands: readonly string[],
  options: SelectOptions = {},
): Process<Selection> {
  const targets = targetsOf(session, flags, operands, options);
  const found: Found[] = [];
  const errors: unknown[] = [];
  for (const target of targets) {
    try {
      found.push(...(yield* visit(session, target, flags)));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      errors.push(error);
    }
  }
  const kinds = new Set(targets.filter(isListed).map(({ resource }) => resource));
  for (const { resource } of found) kinds.add(resource);
  const [only] = targets;
  return {
    found,
    errors,
    kinds: kinds.size,
    single: targets.length === 1 && only !== undefined && !isListed(only),
    namespaced: targets.some(({ resource }) => resource.namespaced),
  };
}

/** One request to the server: a named object, or a list of them. */
type Visit = { readonly resource: Resource; readonly namespace: string; readonly name: string | undefined };

const isListed = ({ name }: Visit): boolean => name === undefined;

function targetsOf(
  session: Session,
  flags: FlagValues,
  operands: readonly string[],
  { listsAll = false, nothing = noObjectNamed }: SelectOptions,
): Visit[] {
  const files = flags.all("filename");
  if (files.length > 0) return manifestsNamed(session, flags, operands);
  if (operands.length === 0) throw nothing();
  const targets = parseOperands(operands, session.mapper);
  const selector = flags.text("selector") + flags.text("field-selector");
  const named = targets.some(({ names }) => names.length > 0);
  if (flags.bool("all") && selector !== "")
    throw new KubectlError("setting 'all' parameter but found a non empty selector. ");
  if (named && selector !== "")
    throw new KubectlError("name cannot be provided when a selector is specified");
  if (named && flags.bool("all-namespaces"))
    throw new KubectlError("a resource cannot be retrieved by name across all namespaces");
  if (!named && !listsAll && selector === "" && !flags.bool("all"))
    throw new KubectlError("resource(s) were provided, but no name was specified");
  return targets.flatMap((target) => visitsOf(target, session.namespace));
}

function visitsOf({ resource, names }: Target, namespace: string): Visit[] {
  const own = resource.namespaced ? namespace : "";
  if (names.length === 0) return [{ resource, namespace: own, name: undefined }];
  return names.map((name) => ({ resource, namespace: own, name }));
}

function manifestsNamed(session: Session, flags: FlagValues, operands: readonly string[]): Visit[] {
  if (operands.length > 0)
    throw new KubectlError(
      "when paths, URLs, or stdin is provided as resource input, you may not specify resource arguments as well",
    );
  return readManifests(session, flags.all("filename"), flags.bool("recursive")).map((manifest) => ({
    resource: manifest.resource,
    namespace: manifest.ref.namespace,
    name: manifest.ref.name,
  }));
}

function* visit(
  session: Session,
  { resource, namespace, name }: Visit,
  flags: FlagValues,
): Process<readonly Found[]> {
  const kind = resourceKind(resource);
  if (name !== undefined) {
    const ref = { kind, namespace, name };
    return [{ resource, ref, object: yield* getLive(session, ref) }];
  }
  const hasLabels = parseLabelSelector(flags.text("selector"));
  const hasFields = parseFieldSelector(flags.text("field-selector"), resource);
  const everywhere = flags.bool("all-namespaces") || !resource.namespaced;
  const listed = yield* listObjects(session, kind, everywhere ? undefined : namespace);
  return listed
    .filter((object) => hasLabels(object.metadata.labels) && hasFields(object))
    .sort(byServerOrder)
    .map((object) => ({
      resource,
      object,
      ref: { kind, namespace: object.metadata.namespace ?? "", name: object.metadata.name },
    }));
}

/** Events are kept as a log and become objects only here. */
function* listObjects(
  session: Session,
  kind: string,
  namespace: string | undefined,
): Process<readonly KubeObject[]> {
  if (kind !== "Event") return yield* session.api.list<KubeObject>(kind, namespace);
  const { clock, events } = session.cluster;
  const objects = yield* session.api.call(() => eventObjects(events.log, clock.startedAt));
  return objects.filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace);
}

/**
 * One object. Where it is missing, and so is its namespace, the namespace is what is reported (cli-runtime, Info.Get).
 * @throws ApiError NotFound
 */
export function* getLive(session: Session, ref: ObjectRef): Process<KubeObject> {
  const { api } = session;
  try {
    return yield* api.get(ref);
  } catch (error) {
    const missing = error instanceof ApiError && error.reason === "NotFound";
    if (missing && ref.namespace !== "" && ref.namespace !== "default")
      yield* api.get({ kind: "Namespace", namespace: "", name: ref.namespace });
    throw error;
  }
}
