import { appendFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
import { RenderError } from "../chart/render-error.ts";

export interface ManifestFile {
  readonly path: string;
  readonly content: string;
}

/**
 * Writes documents below a folder as `helm template --output-dir` does, several of one path into one file, and tells
 * each as Helm does. Hooks come after manifests and add to a file that is there already.
 */
export function writeManifests(
  folder: { readonly crds: string; readonly manifests: string },
  documents: {
    readonly crds: readonly ManifestFile[];
    readonly manifests: readonly ManifestFile[];
    readonly hooks: readonly ManifestFile[];
  },
  tell: (line: string) => void,
): void {
  const written = new Set<string>();
  const write = (root: string, { path, content }: ManifestFile, append: boolean): void => {
    const file = join(root, path);
    refuseOutside(root, file);
    mkdirSync(dirname(file), { recursive: true });
    const text = `---\n# Source: ${path}\n${content}\n`;
    if (append) appendFileSync(file, text);
    else writeFileSync(file, text);
    written.add(file);
    tell(`wrote ${root}/${path}`);
  };
  const fresh = (root: string, document: ManifestFile): void =>
    write(root, document, written.has(join(root, document.path)));
  for (const crd of documents.crds) fresh(folder.crds, crd);
  for (const manifest of documents.manifests) fresh(folder.manifests, manifest);
  for (const hook of documents.hooks)
    write(folder.manifests, hook, existsSync(join(folder.manifests, hook.path)));
}

/** A chart may call itself `..`. */
function refuseOutside(root: string, file: string): void {
  const inside = relative(root, file);
  if (inside.startsWith("..") || isAbsolute(inside))
    throw new RenderError("path-escape", `${file} lies outside of ${root}: nothing is written there`);
}
