import type { ObjectInput, ObjectRef } from "../cluster/api/object.ts";
import { groupOf } from "../cluster/api/resources.ts";
import { HelmFailure } from "./helm-failure.ts";

/** One object that a manifest describes, resolved to what the API server calls it (client-go's resource.Info). */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** "" for kinds without namespaces */
  readonly namespace: string;
  readonly ref: ObjectRef;
  readonly object: ObjectInput;
}

/** Whether two resources are one object: the API version does not count, its group does. */
export const sameResource = (a: Resource, b: Resource): boolean =>
  a.kind === b.kind &&
  a.name === b.name &&
  a.namespace === b.namespace &&
  groupOf(a.apiVersion) === groupOf(b.apiVersion);

/** @throws HelmFailure for an object that only the server could name (cli-runtime's helper) */
export function requireName({ name }: Pick<Resource, "name">): void {
  if (name === "") throw new HelmFailure("resource name may not be empty");
}

/** `apps/v1, Kind=Deployment`, as Go prints a GroupVersionKind. */
export const groupVersionKind = (resource: Pick<Resource, "apiVersion" | "kind">): string =>
  `${resource.apiVersion.includes("/") ? "" : "/"}${resource.apiVersion}, Kind=${resource.kind}`;
