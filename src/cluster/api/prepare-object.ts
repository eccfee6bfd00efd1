import { deepEqual } from "../../util/deep-equal.ts";
import type { KubernetesRules } from "../kubernetes-rules.ts";
import { ApiError } from "./api-error.ts";
import type { KubeObject, ObjectMeta } from "./object.ts";
import { qualifiedKind, type Resource } from "./resources.ts";
import type { Strategy } from "./strategies/strategy.ts";
import { type FieldErrors, joined } from "./validation/field-errors.ts";
import { dns1123Subdomain } from "./validation/names.ts";
import { validateObjectMeta, validateObjectMetaUpdate } from "./validation/object-meta.ts";
import { withoutNulls } from "./without-nulls.ts";

/** How one kind is written. */
export interface WriteRules {
  readonly resource: Resource;
  readonly strategy: Strategy;
  readonly rules: KubernetesRules;
}

/**
 * An object as the server reads it: without nulls and with its defaults. Custom objects stay as they are.
 * @throws ApiError BadRequest
 */
export function decoded(object: KubeObject, { resource, strategy, rules }: WriteRules): KubeObject {
  if (resource.custom === true) return object;
  const read = withoutNulls(object);
  const problem = strategy.decodeProblem?.(read);
  if (problem !== undefined)
    throw new ApiError(
      "BadRequest",
      `${object.kind} in version "${resource.versions[0]}" cannot be handled as a ${object.kind}: ${problem}`,
    );
  return strategy.defaults?.(read, rules) ?? read;
}

/**
 * A new object with its first status, once admission plugins have had their say.
 * @throws ApiError Invalid
 */
export function prepareNew(object: KubeObject, { resource, strategy, rules }: WriteRules): KubeObject {
  const prepared = strategy.prepare?.(object, rules) ?? object;
  const rule = strategy.nameRule ?? dns1123Subdomain;
  refuse(prepared, resource, [
    ...validateObjectMeta(prepared, (name) => rule(name, rules)),
    ...(strategy.validate?.(prepared, rules) ?? []),
    ...(strategy.validateNew?.(prepared) ?? []),
  ]);
  return prepared;
}

/**
 * A changed object with the metadata that no change can set or take away
 * (staging/apiserver/pkg/registry/rest/update.go, BeforeUpdate).
 */
export function withServersMetadata<T extends KubeObject>(wanted: T, { metadata: own }: KubeObject): T {
  const given: Partial<ObjectMeta> = wanted.metadata ?? {};
  const isKept =
    given.name !== undefined &&
    given.uid !== undefined &&
    given.namespace === own.namespace &&
    given.creationTimestamp === own.creationTimestamp &&
    given.generation === own.generation &&
    given.deletionTimestamp === own.deletionTimestamp &&
    given.deletionGracePeriodSeconds === own.deletionGracePeriodSeconds;
  if (isKept) return wanted;
  const { name = "", namespace = own.namespace, uid = own.uid } = given;
  const { generation: _g, deletionTimestamp: _d, deletionGracePeriodSeconds: _s, ...rest } = given;
  const { resourceVersion, creationTimestamp, generation, deletionTimestamp, deletionGracePeriodSeconds } =
    own;
  const metadata: ObjectMeta = {
    ...{ resourceVersion, ...rest, name, uid, creationTimestamp },
    ...(namespace === undefined ? {} : { namespace }),
    ...(generation === undefined ? {} : { generation }),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    ...(deletionGracePeriodSeconds === undefined ? {} : { deletionGracePeriodSeconds }),
  };
  return { ...wanted, metadata };
}

/**
 * A changed object as it is to be stored. One whose metadata alone changed, by whoever, is not looked at further.
 * @throws ApiError Invalid
 */
export function prepareChanged(wanted: KubeObject, old: KubeObject, write: WriteRules): KubeObject {
  const { resource, strategy, rules } = write;
  if (sharesContents(wanted, old)) {
    refuse(wanted, resource, validateObjectMetaUpdate(wanted, old));
    return wanted;
  }
  const read = decoded(wanted, write);
  const kept = strategy.prepareUpdate?.(read, old) ?? read;
  refuse(kept, resource, [
    ...validateObjectMetaUpdate(kept, old),
    ...(strategy.validate?.(kept, rules) ?? []),
    ...(strategy.validateUpdate?.(kept, old, rules) ?? []),
  ]);
  return kept;
}

/** @throws ApiError Invalid, for a status that the kind forbids */
export const checkStatus = (object: KubeObject, { resource, strategy, rules }: WriteRules): void =>
  refuse(object, resource, strategy.validateStatus?.(object, rules) ?? []);

/** Whether a change makes a new generation: anything but metadata and status, and what the kind adds to it. */
export function isNewGeneration(wanted: KubeObject, old: KubeObject, { strategy }: WriteRules): boolean {
  if (old.metadata.generation === undefined) return false;
  if (strategy.isNewGeneration?.(wanted, old) === true) return true;
  if (sharesContents(wanted, old)) return false;
  const { metadata: _m, status: _s, ...left } = wanted;
  const { metadata: _n, status: _t, ...right } = old;
  return !deepEqual(left, right);
}

function sharesContents(wanted: KubeObject, old: KubeObject): boolean {
  const isShared = (key: string): boolean =>
    key === "metadata" || key === "status" || wanted[key] === old[key];
  return Object.keys(wanted).every(isShared) && Object.keys(old).every(isShared);
}

function refuse({ metadata }: KubeObject, resource: Resource, errors: FieldErrors): void {
  if (errors.length === 0) return;
  throw new ApiError(
    "Invalid",
    `${qualifiedKind(resource)} "${metadata.name}" is invalid: ${joined(errors)}`,
  );
}
