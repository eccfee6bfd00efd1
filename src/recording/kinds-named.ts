import { builtInResources, kindName } from "../cluster/api/resources.ts";
import { allCategory, shortNamesOf } from "../kubectl/resources/resource-words.ts";
import { SeatrialError } from "../util/errors.ts";
import { didYouMean } from "../util/nearest-word.ts";
import type { Recording } from "./recording.ts";

interface Names {
  readonly kind: string;
  readonly words: readonly string[];
}

/**
 * The kinds that words mean in a recording, as kubectl takes them: `jobs`, `deploy`, `Deployment.apps`, `all`, and what
 * the custom resource definitions of the run say.
 * @throws SeatrialError for a word that means none
 */
export function kindsNamed(words: readonly string[], recording: Recording): readonly string[] {
  const known = [...builtIn, ...custom(recording)];
  const wanted = words.flatMap((word) => (word === "all" ? allCategory : [word]));
  const kinds = wanted.map((word) => {
    const found = known.find((each) => each.words.includes(word.toLowerCase()));
    if (found !== undefined) return found.kind;
    throw new SeatrialError("unknown-resource", `"${word}" is no resource type of this cluster.`, {
      hint:
        didYouMean(
          word.toLowerCase(),
          known.flatMap((each) => each.words),
        ).trim() || undefined,
    });
  });
  return [...new Set(kinds)];
}

const builtIn: readonly Names[] = builtInResources.map((resource) => {
  const { group, versions, kind, plural } = resource;
  const plain = [plural, kind.toLowerCase(), ...shortNamesOf(resource)];
  const apiVersion = group === "" ? (versions[0] ?? "") : `${group}/${versions[0]}`;
  return {
    kind: kindName(apiVersion, kind),
    words: [...plain, ...plain.map((word) => `${word}.${group}`)],
  };
});

interface DefinitionSpec {
  readonly group: string;
  readonly names: {
    readonly kind: string;
    readonly plural: string;
    readonly singular?: string;
    readonly shortNames?: readonly string[];
  };
}

const custom = ({ objects }: Recording): readonly Names[] =>
  objects
    .filter(({ kind }) => kind === "CustomResourceDefinition")
    .map(({ object }) => {
      const { group, names } = object.spec as DefinitionSpec;
      const plain = [
        names.plural,
        names.singular ?? "",
        names.kind.toLowerCase(),
        ...(names.shortNames ?? []),
      ];
      return {
        kind: `${names.kind}.${group}`,
        words: [...plain, ...plain.map((word) => `${word}.${group}`)],
      };
    });
