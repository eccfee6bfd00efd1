const number = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/;
const string = /^"(?:[^"\\]|\\.)*"/s;

/**
 * The length of the JSON value that a text begins with; what follows it may be anything, as for encoding/json's Decoder.
 * The value is only delimited, not checked. Throws an Error where none begins there.
 */
export function jsonPrefixLength(text: string): number {
  const word = /^(?:true|false|null)/.exec(text) ?? number.exec(text) ?? string.exec(text);
  if (word !== null) {
    const end = word[0].length;
    // A number cut short (`1.`, `1e+`) is an error, not a shorter number.
    if (/^[-0-9]/.test(text) && /[.eE]/.test(text[end] ?? ""))
      throw new Error("invalid character in numeric literal");
    return end;
  }
  if (!/^[[{]/.test(text)) throw new Error("invalid character looking for beginning of value");
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      const literal = string.exec(text.slice(at));
      if (literal === null) break;
      at += literal[0].length - 1;
    } else if (char === "[" || char === "{") depth++;
    else if ((char === "]" || char === "}") && --depth === 0) return at + 1;
  }
  throw new Error("unexpected EOF");
}
