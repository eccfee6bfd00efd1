import { SeatrialError } from "../../util/errors.ts";

/** JSON documents one after the other, as `kubectl get -w -o json` prints them. */
export interface JsonDocuments {
  readonly documents: readonly unknown[];
  /** the last one ends in the middle: the watch was stopped while it was written */
  readonly isCutOff: boolean;
}

/** @throws SeatrialError with the place, where the text is something else */
export function jsonDocuments(text: string, file: string): JsonDocuments {
  const documents: unknown[] = [];
  let at = text.startsWith("\ufeff") ? 1 : 0;
  for (;;) {
    while (/\s/.test(text[at] ?? "")) at++;
    if (at >= text.length) return { documents, isCutOff: false };
    if (text[at] !== "{" && text[at] !== "[") throw noJson(text, file, at);
    const end = endOfValue(text, at);
    if (end === undefined) return { documents, isCutOff: true };
    try {
      documents.push(JSON.parse(text.slice(at, end)));
    } catch {
      throw noJson(text, file, at);
    }
    at = end;
  }
}

/** Where the object or list ends that begins at a place; undefined if it does not end. */
function endOfValue(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === "\\") at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === "{" || char === "[") depth++;
    else if ((char === "}" || char === "]") && --depth === 0) return at + 1;
  }
  return undefined;
}

function noJson(text: string, file: string, at: number): SeatrialError {
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  return new SeatrialError("no-json", "This is no JSON.", {
    file,
    line,
    column: at - before.lastIndexOf("\n"),
    hint: "Give what kubectl get pods -w -o json --output-watch-events prints, or kubectl get events -o json.",
  });
}
