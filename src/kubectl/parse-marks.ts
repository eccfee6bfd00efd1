import { KubectlError } from "./kubectl-error.ts";

/** The map that `key=value` texts make; @throws KubectlError for a text without `=` */
export function parseMarks(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts
      .filter((text) => text !== "")
      .map((text) => {
        const at = text.indexOf("=");
        if (at < 1) throw new KubectlError(`unexpected label spec: ${text}`);
        return [text.slice(0, at), text.slice(at + 1)];
      }),
  );
}
