import type { ApiServer } from "../../cluster/api/api-server.ts";
import type { KubeObject } from "../../cluster/api/object.ts";
import { builtInResources, type Resource } from "../../cluster/api/resources.ts";
import { KubectlError } from "../kubectl-error.ts";
import { allCategory, shortNamesOf } from "./resource-words.ts";

interface Definition extends KubeObject {
  readonly spec: {
    readonly group: string;
    readonly names: {
      readonly plural: string;
      readonly singular?: string;
      readonly kind: string;
      readonly shortNames?: readonly string[];
      readonly categories?: readonly string[];
    };
    readonly versions: readonly { readonly name: string }[];
  };
}

/** A resource and what else it may be called. */
interface Known {
  readonly resource: Resource;
  readonly words: readonly string[];
  readonly categories: readonly string[];
}

/** Finds the resources that words on the command line mean, built-in and custom ones. */
export class ResourceMapper {
  constructor(private readonly api: ApiServer) {}

  /** One word: a type (`po`, `pods`, `Deployment.apps`, `jobs.v1.batch`) or the category `all`. */
  expand(word: string): readonly Resource[] {
    if (word === "all") {
      const custom = this.custom().filter(({ categories }) => categories.includes("all"));
      return [...allCategory.map((each) => this.require(each)), ...custom.map(({ resource }) => resource)];
    }
    return [this.require(word)];
  }

  /** @throws KubectlError */
  require(word: string): Resource {
    const [name = "", ...rest] = word.toLowerCase().split(".");
    const qualifier = rest.join(".");
    const found = this.known().find(({ resource, words }) => {
      if (!words.includes(name)) return false;
      const groups = ["", ...resource.versions.map((version) => `${version}.`)].map(
        (each) => each + resource.group,
      );
      return rest.length === 0 || groups.includes(qualifier);
    });
    if (found === undefined)
      throw new KubectlError(`the server doesn't have a resource type ${JSON.stringify(word)}`);
    return found.resource;
  }

  /** The definition of a custom kind, named as in an ObjectRef. */
  definitionOf(kind: string): KubeObject | undefined {
    return this.definitions().find(({ spec }) => `${spec.names.kind}.${spec.group}` === kind);
  }

  private known(): readonly Known[] {
    const builtIn = builtInResources.map((resource) => ({
      resource,
      words: [resource.plural, resource.kind.toLowerCase(), ...shortNamesOf(resource)],
      categories: [],
    }));
    return [...builtIn, ...this.custom()];
  }

  private custom(): readonly Known[] {
    return this.definitions().flatMap(({ spec }) => {
      const { kind, plural, singular, shortNames = [], categories = [] } = spec.names;
      const versions = spec.versions.map(({ name }) => name);
      const resource = this.api.resources.find(`${spec.group}/${versions[0]}`, kind);
      const words = [plural, singular ?? "", kind.toLowerCase(), ...shortNames];
      return resource === undefined ? [] : [{ resource, words, categories }];
    });
  }

  private definitions(): readonly Definition[] {
    return this.api.list<Definition>("CustomResourceDefinition");
  }
}
