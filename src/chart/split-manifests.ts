/** How a Helm version cuts a rendered file into documents (pkg/releaseutil/manifest.go). */
export type SplitRule =
  /** Up to 4.1: a separator swallows the blank space around it, documents are trimmed at both ends. */
  | "trim-both"
  /** 4.2.0 to 4.2.3: as above, but the text is trimmed at its start only, and blank documents are dropped. */
  | "trim-left"
  /** From 4.2.4: only the separator itself goes, so that each document keeps its closing newlines. */
  | "keep-newlines";

export interface SplitDocument {
  readonly text: string;
  /** Where `text` begins in the text that was split. */
  readonly offset: number;
}

/** Go's `\s`; JavaScript's holds more. */
const blankAround = /(?:^|[\t\n\f\r ]*\n)---[\t\n\f\r ]*/g;
const ownLine = /^---[ \t]*/gm;

export function splitManifests(text: string, rule: SplitRule): SplitDocument[] {
  const start = leadingSpace(text);
  const whole = rule === "trim-both" ? trimSpace(text) : text.slice(start);
  const pieces = splitBy(whole, rule === "keep-newlines" ? ownLine : blankAround);
  return pieces.flatMap(({ text: piece, offset }) => {
    if (rule === "trim-both" ? piece === "" : trimSpace(piece) === "") return [];
    const skipped = leadingSpace(piece);
    const kept = rule === "trim-both" ? trimSpace(piece) : piece.slice(skipped);
    return [{ text: kept, offset: start + offset + skipped }];
  });
}

function splitBy(text: string, separator: RegExp): SplitDocument[] {
  const pieces: SplitDocument[] = [];
  let from = 0;
  for (const match of text.matchAll(separator)) {
    pieces.push({ text: text.slice(from, match.index), offset: from });
    from = match.index + match[0].length;
  }
  pieces.push({ text: text.slice(from), offset: from });
  return pieces;
}

/** unicode.IsSpace. */
const space = "[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const leading = new RegExp(`^${space}+`);
const trailing = new RegExp(`${space}$`);

function leadingSpace(text: string): number {
  return leading.exec(text)?.[0].length ?? 0;
}

/** Go's strings.TrimSpace. */
export function trimSpace(text: string): string {
  let end = text.length;
  while (end > 0 && trailing.test(text[end - 1] ?? "")) end--;
  return text.slice(Math.min(leadingSpace(text), end), end);
}
