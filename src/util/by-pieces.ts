const longest = 8192;
const pieces = new RegExp(`.{1,${longest}}`, "gsu");

/**
 * Changes a text where every character is changed for itself. A long one is taken in pieces: of all that is replaced
 * or put together at once, the engine keeps a list, which takes many times the memory of the text.
 */
export const byPieces = (text: string, change: (piece: string) => string): string =>
  text.length <= longest ? change(text) : text.replace(pieces, change);
