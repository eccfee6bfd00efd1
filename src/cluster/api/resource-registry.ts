import { ApiError } from "./api-error.ts";
import { builtInResources, groupOf, kindName, qualifiedName, type Resource } from "./resources.ts";

/** The kinds that the server knows now: built in ones, and custom ones once their definition is established. */
export class ResourceRegistry {
  private readonly byKind = new Map<string, Resource>();

  constructor() {
    for (const resource of builtInResources) this.byKind.set(resource.kind, resource);
  }

  find(apiVersion: string, kind: string): Resource | undefined {
    const resource = this.byKind.get(kindName(apiVersion, kind));
    const version = apiVersion.slice(apiVersion.indexOf("/") + 1);
    return resource?.versions.includes(version) ? resource : undefined;
  }

  /** @throws ApiError NotFound, in the words of a client's REST mapper */
  require(apiVersion: string, kind: string): Resource {
    const resource = this.find(apiVersion, kind);
    if (resource === undefined)
      throw new ApiError("NotFound", `no matches for kind "${kind}" in version "${apiVersion}"`);
    return resource;
  }

  /** `jobs.batch` for a kind name as refs use it. */
  nameOf(kind: string): string {
    const resource = this.byKind.get(kind);
    return resource === undefined ? kind.toLowerCase() : qualifiedName(resource);
  }

  /** The preferred `apiVersion` of a kind name; `v1` for a kind that nobody knows. */
  apiVersionOf(kind: string): string {
    const resource = this.byKind.get(kind);
    if (resource === undefined || resource.group === "") return resource?.versions[0] ?? "v1";
    return `${resource.group}/${resource.versions[0]}`;
  }

  add(resource: Resource): void {
    this.byKind.set(kindName(`${resource.group}/${resource.versions[0]}`, resource.kind), resource);
  }

  remove(resource: Resource): void {
    this.byKind.delete(kindName(`${resource.group}/${resource.versions[0]}`, resource.kind));
  }

  /** Whether a group and version are served at all: `batch/v1`. */
  serves(apiVersion: string): boolean {
    const group = groupOf(apiVersion);
    const version = apiVersion.slice(apiVersion.indexOf("/") + 1);
    for (const resource of this.byKind.values())
      if (resource.group === group && resource.versions.includes(version)) return true;
    return false;
  }
}
