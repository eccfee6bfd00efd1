const BARE = /^[A-Za-z0-9_-]+$/;

/** What TOML cannot hold between double quotes as it is. */
const SPECIAL = /["\\]|[^\P{Cc}\x80-\x9f]/gu;

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\f", "\\f"],
  ["\r", "\\r"],
]);

/** A basic string, as BurntSushi/toml writes it. */
export function quoteToml(text: string): string {
  const escaped = text.replace(
    SPECIAL,
    (char) => SHORT_ESCAPES.get(char) ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `"${escaped}"`;
}

/** One part of a key, quoted where it has to be. */
export function tomlKeyPart(part: string): string {
  return BARE.test(part) ? part : quoteToml(part);
}

/** A dotted key. */
export function tomlKey(parts: readonly string[]): string {
  return parts.map(tomlKeyPart).join(".");
}
