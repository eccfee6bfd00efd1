import { KubectlError } from "./kubectl-error.ts";

/**
 * The path in `x.y`, `.x.y`, `{x.y}` or `{.x.y}`, with the dot in front (kubectl/pkg/cmd/get/customcolumn.go).
 * @throws KubectlError for anything else
 */
export function relaxedPath(text: string): string {
  if (text === "") return text;
  const match = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(text);
  if (match === null)
    throw new KubectlError(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    );
  return `.${match[1] ?? match[2] ?? ""}`;
}
