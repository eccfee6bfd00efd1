import type { KubeObject } from "../../cluster/api/object.ts";
import type { Process } from "../../sim/wait.ts";
import { failureText, HelmFailure } from "../helm-failure.ts";
import type { Release } from "../release.ts";
import { groupVersionKind, type Resource, requireName } from "../resource.ts";
import type { Session } from "../session.ts";

/**
 * Which of the resources are in the cluster already and may be adopted (pkg/action/validate.go): those that carry this
 * release's metadata, or all of them with `--take-ownership`.
 * @throws HelmFailure at the first one that belongs to somebody else
 */
export function* existingResources(
  session: Session,
  resources: readonly Resource[],
  release: Pick<Release, "name" | "namespace">,
  takeOwnership: boolean,
): Process<readonly Resource[]> {
  const found: Resource[] = [];
  for (const resource of resources) {
    // An object that the server is to name cannot exist yet; Helm 3 asks for it all the same.
    if (resource.name === "" && session.rules.major === 4 && "generateName" in resource.object.metadata)
      continue;
    const live = yield* find(session, resource);
    if (live === undefined) continue;
    if (!session.rules.adoptsObjects) throw new HelmFailure(conflict(resource, live));
    const problems = takeOwnership ? [] : ownershipProblems(live, release);
    if (problems.length > 0)
      throw new HelmFailure(
        `${resource.kind} "${resource.name}" in namespace "${resource.namespace}" exists and cannot be imported into the current release: invalid ownership metadata; ${problems.join("; ")}`,
      );
    found.push(resource);
  }
  return found;
}

function* find(session: Session, resource: Resource): Process<KubeObject | undefined> {
  try {
    requireName(resource);
  } catch (error) {
    throw new HelmFailure(
      `could not get information about the resource ${resource.kind} "${resource.name}" in namespace "${resource.namespace}": ${failureText(error)}`,
    );
  }
  return yield* session.api.find(resource.ref);
}

function ownershipProblems(
  live: KubeObject,
  release: Pick<Release, "name" | "namespace">,
): readonly string[] {
  const { labels = {}, annotations = {} } = live.metadata;
  return [
    problem("label", labels, "app.kubernetes.io/managed-by", "Helm"),
    problem("annotation", annotations, "meta.helm.sh/release-name", release.name),
    problem("annotation", annotations, "meta.helm.sh/release-namespace", release.namespace),
  ].filter((each) => each !== undefined);
}

function problem(
  what: "label" | "annotation",
  values: Readonly<Record<string, string>>,
  key: string,
  wanted: string,
): string | undefined {
  const value = values[key];
  if (value === wanted) return undefined;
  const text =
    value === undefined
      ? `missing key "${key}": must be set to "${wanted}"`
      : `key "${key}" must equal "${wanted}": current value is "${value}"`;
  return `${what} validation error: ${text}`;
}

/** What Helm before 3.2 says of any object that exists. */
const conflict = (resource: Resource, live: KubeObject): string =>
  `existing resource conflict: namespace: ${resource.namespace}, name: ${resource.name}, existing_kind: ${groupVersionKind(live)}, new_kind: ${groupVersionKind(resource)}`;
