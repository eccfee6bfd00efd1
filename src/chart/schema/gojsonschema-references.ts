import { isArray, isObject, type Json } from "./json.ts";
import { type Located, type SchemaStore, UnresolvedReference } from "./schema-store.ts";

/** What a `$ref` leads to. Throws an Error in gojsonschema's words. */
export function resolveReference(store: SchemaStore, base: string, reference: string): Located {
  try {
    return store.resolve(base, reference);
  } catch (error) {
    if (!(error instanceof UnresolvedReference)) throw error;
    const { url, document, stumbled } = error;
    // An anchor that is not there is taken for the whole document.
    if (document && stumbled === undefined) return store.resolve(base, url.split("#", 1)[0] ?? base);
    if (stumbled !== undefined) throw new Error(pointerText(stumbled));
    if (/^https?:/.test(url)) throw new Error(unreachable(url.split("#", 1)[0] ?? url));
    throw new Error(`Reference ${url.replace(/^file:\/\//, "")} must be canonical`);
  }
}

/** Helm would fetch it; this is what it says without a network. */
const unreachable = (url: string): string =>
  `Get ${JSON.stringify(url)}: dial tcp: lookup ${new URL(url).hostname}: no such host`;

function pointerText({ at, token }: { at: Json; token: string }): string {
  if (isObject(at)) return `Object has no key '${token}'`;
  if (isArray(at)) return `Out of bound array[0,${at.length}] index '${token}'`;
  return `Invalid token reference '${token}'`;
}
