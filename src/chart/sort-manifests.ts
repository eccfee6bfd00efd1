import { YamlError } from "../goyaml/yaml-error.ts";
import { compareStrings } from "../util/compare-strings.ts";
import { documentLines } from "./document-lines.ts";
import { classify } from "./hook.ts";
import { sortByKind } from "./kind-order.ts";
import { type Log, slogLine } from "./log-line.ts";
import { ManifestDocument, type RawDocument } from "./manifest.ts";
import { baseName } from "./paths.ts";
import { RenderError } from "./render-error.ts";
import type { RenderProfile } from "./render-profile.ts";
import type { Hook, Manifest } from "./rendered-chart.ts";
import { splitManifests, trimSpace } from "./split-manifests.ts";

export interface SortedManifests {
  readonly manifests: readonly Manifest[];
  readonly hooks: readonly Hook[];
  /** What Helm leaves out: documents that name a hook event it does not know. In the order of their files. */
  readonly dropped: readonly Manifest[];
}

/**
 * Cuts rendered files into documents, tells hooks from manifests and sorts both by kind
 * (pkg/releaseutil/manifest_sorter.go). `sourceOf` gives the text of a template by its path. Throws RenderError.
 */
export function sortManifests(
  files: ReadonlyMap<string, string>,
  profile: RenderProfile,
  log: Log,
  sourceOf: (path: string) => string | undefined,
): SortedManifests {
  const manifests: Manifest[] = [];
  const hooks: Hook[] = [];
  const dropped: Manifest[] = [];
  for (const [path, text] of [...files].sort(([a], [b]) => compareStrings(a, b))) {
    if (baseName(path).startsWith("_") || trimSpace(text) === "") continue;
    const documents = splitManifests(text, profile.split).map((document) => document.text);
    let lines: readonly (number | undefined)[] | undefined;
    const line = (index: number): number | undefined => {
      lines ??= documentLines(sourceOf(path) ?? "", documents);
      return lines[index];
    };
    documents.forEach((content, index) => {
      const document = read({ path, content, line: () => line(index) }, profile);
      const found = classify(document);
      if ("hook" in found) hooks.push(found.hook);
      else if ("manifest" in found) manifests.push(found.manifest);
      else {
        dropped.push(document);
        log(unknownHook(found.unknownHook, profile));
      }
    });
  }
  return {
    manifests: sortByKind(manifests, "install", profile),
    hooks: sortByKind(hooks, "install", profile),
    dropped,
  };
}

function read(document: RawDocument, profile: RenderProfile): ManifestDocument {
  try {
    return new ManifestDocument(document, profile.major);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const place = error.cause instanceof YamlError ? error.cause.place : {};
    throw new RenderError("manifest-yaml", `YAML parse error on ${document.path}: ${error.message}`, {
      file: document.path,
      line: document.line(),
      hint: excerpt(document.content, place.line),
      cause: error,
    });
  }
}

/** The line of the rendered document that cannot be read, for a person to look at. */
function excerpt(content: string, line: number | undefined): string | undefined {
  const text = line === undefined ? undefined : content.split("\n")[line - 1];
  return text === undefined
    ? undefined
    : `line ${line} of the rendered document is: ${text.trim().slice(0, 200)}`;
}

function unknownHook(types: string, profile: RenderProfile): string {
  return profile.major === 3
    ? `manifest_sorter.go:190: info: skipping unknown hook: "${types}"`
    : slogLine("INFO", "skipping unknown hooks", { hookTypes: types });
}
