import { isPrint } from "../gotemplate/text/is-print.ts";
import { quote } from "../gotemplate/text/quote.ts";
import {
  anyField,
  boolField,
  type Decoder,
  decode,
  listOf,
  mapOf,
  optional,
  stringField,
  struct,
} from "./decode.ts";
import { mapList } from "./nil.ts";
import { baseName } from "./paths.ts";
import { isVersion } from "./version-range.ts";

/** One entry of Chart.yaml's `dependencies` (or of requirements.yaml). */
export interface ChartDependency {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
  readonly condition: string;
  readonly tags: readonly string[];
  readonly enabled: boolean;
  /** Each a string (a key of `exports`) or a `{child, parent}` map, as written. */
  readonly importValues: readonly unknown[];
  readonly alias: string;
}

export interface Maintainer {
  readonly name: string;
  readonly email: string;
  readonly url: string;
}

/** Chart.yaml (pkg/chart/metadata.go); absent texts are "", absent lists `nilList`, absent annotations `nilMap`. */
export interface ChartMetadata {
  readonly name: string;
  readonly home: string;
  readonly sources: readonly string[];
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly maintainers: readonly Maintainer[];
  readonly icon: string;
  readonly apiVersion: string;
  readonly condition: string;
  readonly tags: string;
  readonly appVersion: string;
  readonly deprecated: boolean;
  readonly annotations: ReadonlyMap<string, string>;
  readonly kubeVersion: string;
  readonly dependencies: readonly ChartDependency[];
  readonly type: string;
}

/** Chart.yaml before it is checked: list entries may be null. */
export type RawMetadata = Omit<ChartMetadata, "maintainers" | "dependencies"> & {
  readonly maintainers: readonly (Maintainer | undefined)[];
  readonly dependencies: readonly (ChartDependency | undefined)[];
};

const field = <T>(json: string, decoder: Decoder<T>) => ({ json, decoder });
const text = (json: string) => field(json, stringField);

export const dependencyDecoder = (pkg: string) =>
  struct<ChartDependency>(`${pkg}.Dependency`, "Dependency", {
    name: text("name"),
    version: text("version"),
    repository: text("repository"),
    condition: text("condition"),
    tags: field("tags", listOf(stringField)),
    enabled: field("enabled", boolField),
    importValues: field("import-values", listOf(anyField)),
    alias: text("alias"),
  });

const metadataDecoder = (pkg: string) =>
  struct<RawMetadata>(`${pkg}.Metadata`, "Metadata", {
    name: text("name"),
    home: text("home"),
    sources: field("sources", listOf(stringField)),
    version: text("version"),
    description: text("description"),
    keywords: field("keywords", listOf(stringField)),
    maintainers: field(
      "maintainers",
      listOf(
        optional(
          struct<Maintainer>(`${pkg}.Maintainer`, "Maintainer", {
            name: text("name"),
            email: text("email"),
            url: text("url"),
          }),
        ),
      ),
    ),
    icon: text("icon"),
    apiVersion: text("apiVersion"),
    condition: text("condition"),
    tags: text("tags"),
    appVersion: text("appVersion"),
    deprecated: field("deprecated", boolField),
    annotations: field("annotations", mapOf(stringField)),
    kubeVersion: text("kubeVersion"),
    dependencies: field("dependencies", listOf(optional(dependencyDecoder(pkg)))),
    type: text("type"),
  });

/** Reads Chart.yaml's parsed content. `major` is Helm's, whose package names the error texts hold. */
export function decodeMetadata(value: unknown, major: 3 | 4): RawMetadata {
  return decode(metadataDecoder(major === 3 ? "chart" : "v2"), value);
}

/**
 * Tidies and checks Chart.yaml's content (pkg/chart/metadata.go, Validate). Throws an Error with Helm's words.
 */
export function validateMetadata(raw: RawMetadata, major: 3 | 4): ChartMetadata {
  const metadata = tidy(raw);
  if (metadata.apiVersion === "") throw invalid("chart.metadata.apiVersion is required");
  if (metadata.name === "") throw invalid("chart.metadata.name is required");
  if (major === 4 && (metadata.name === "." || metadata.name === ".."))
    throw invalid(`chart.metadata.name ${quote(metadata.name)} is not allowed`);
  if (metadata.name !== baseName(metadata.name))
    throw invalid(`chart.metadata.name ${quote(metadata.name)} is invalid`);
  if (metadata.version === "") throw invalid("chart.metadata.version is required");
  if (!isVersion(metadata.version))
    throw invalid(`chart.metadata.version ${quote(metadata.version)} is invalid`);
  if (!["", "application", "library"].includes(metadata.type))
    throw invalid("chart.metadata.type must be application or library");
  const maintainers = mapList(raw.maintainers, (maintainer) => {
    if (maintainer === undefined) throw invalid("maintainers must not contain empty or null nodes");
    return { name: clean(maintainer.name), email: clean(maintainer.email), url: clean(maintainer.url) };
  });
  return { ...metadata, maintainers, dependencies: validateDependencies(raw.dependencies) };
}

function validateDependencies(entries: RawMetadata["dependencies"]): readonly ChartDependency[] {
  const seen = new Set<string>();
  return mapList(entries, (entry) => {
    if (entry === undefined) throw invalid("dependencies must not contain empty or null nodes");
    const dependency = tidyDependency(entry);
    if (dependency.alias !== "" && !/^[a-zA-Z0-9_-]+$/.test(dependency.alias))
      throw invalid(`dependency ${quote(dependency.name)} has disallowed characters in the alias`);
    const key = dependency.alias || dependency.name;
    if (seen.has(key)) throw invalid(`more than one dependency with name or alias ${quote(key)}`);
    seen.add(key);
    return dependency;
  });
}

const invalid = (message: string): Error => new Error(`validation: ${message}`);

function tidy(raw: RawMetadata): RawMetadata {
  return {
    ...raw,
    name: clean(raw.name),
    description: clean(raw.description),
    home: clean(raw.home),
    icon: clean(raw.icon),
    condition: clean(raw.condition),
    tags: clean(raw.tags),
    appVersion: clean(raw.appVersion),
    kubeVersion: clean(raw.kubeVersion),
    sources: mapList(raw.sources, clean),
    keywords: mapList(raw.keywords, clean),
  };
}

function tidyDependency(raw: ChartDependency): ChartDependency {
  return {
    ...raw,
    name: clean(raw.name),
    version: clean(raw.version),
    repository: clean(raw.repository),
    condition: clean(raw.condition),
    tags: mapList(raw.tags, clean),
  };
}

/** Blank space becomes plain blanks, what cannot be printed goes. */
function clean(value: string): string {
  if (/^[ -~]*$/.test(value)) return value;
  const spaced = value.replace(/[\t-\r\u0085\p{Zs}\p{Zl}\p{Zp}]/gu, " ");
  return [...spaced].filter((char) => isPrint(char.codePointAt(0) ?? 0)).join("");
}
