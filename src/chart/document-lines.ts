/**
 * Where in a template each of its rendered documents begins, as a line from 1. Templates do not say which of their parts
 * a document came from (some are left out, some repeated), so the part whose text is most like the document is taken;
 * undefined for a template that has no text of its own.
 */
export function documentLines(template: string, documents: readonly string[]): (number | undefined)[] {
  const parts = templateParts(template);
  if (parts.length < 2) return documents.map(() => parts[0]?.line);
  let from = 0;
  return documents.map((document) => {
    const lines = significant(document.split("\n"));
    const scores = parts.map((part) => likeness(part, lines));
    // Documents keep the order of the parts, but a loop may begin again.
    const ahead = indexOfBest(scores.slice(from)) + from;
    const best = indexOfBest(scores);
    from = (scores[best] ?? 0) > (scores[ahead] ?? 0) ? best : ahead;
    return parts[from]?.line;
  });
}

/** What stands between two `---` lines of a template. */
interface Part {
  readonly line: number;
  /** Each line as the texts around its actions, which may have written anything. */
  readonly patterns: readonly (readonly string[])[];
}

const action = /\{\{(?:-?\s*\/\*[\s\S]*?\*\/\s*-?|(?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^"`])*?)\}\}/g;
const silent =
  /^\{\{-?\s*(?:\/\*|(?:if|else|end|range|with|define|block|break|continue)\b|\$\w*\s*(?:,\s*\$\w+\s*)?:?=)/;

/** The number of lines at a document's start that are compared. */
const compared = 12;

function templateParts(template: string): Part[] {
  const parts: Part[] = [];
  let lines: { text: string; line: number }[] = [];
  const close = (): void => {
    const [first] = lines;
    if (first !== undefined)
      parts.push({
        line: first.line,
        patterns: lines.slice(0, 2 * compared).map(({ text }) => text.trim().split(action)),
      });
    lines = [];
  };
  withoutDefinitions(template)
    .replace(action, (text) => (silent.test(text) ? newlines(text) : text))
    .split("\n")
    .forEach((text, i) => {
      if (text.startsWith("---")) close();
      else if (isSignificant(text)) lines.push({ text, line: i + 1 });
    });
  close();
  return parts;
}

const newlines = (text: string): string => "\n".repeat(text.split("\n").length - 1);

/** Blanks what is between `define` and its `end`, keeping the line breaks. */
function withoutDefinitions(template: string): string {
  let out = "";
  let last = 0;
  const open: boolean[] = [];
  for (const match of template.matchAll(action)) {
    const inside = open.includes(true);
    const text = template.slice(last, match.index);
    out += inside ? newlines(text) : text;
    last = match.index + match[0].length;
    const word = /^\{\{-?\s*(\w+)/.exec(match[0])?.[1];
    if (word === "define") open.push(true);
    else if (word === "if" || word === "range" || word === "with" || word === "block") open.push(false);
    out += inside || word === "define" ? newlines(match[0]) : match[0];
    if (word === "end") open.pop();
  }
  const rest = template.slice(last);
  return out + (open.includes(true) ? newlines(rest) : rest);
}

const isSignificant = (line: string): boolean => line.trim() !== "" && !line.trimStart().startsWith("#");

const significant = (lines: readonly string[]): string[] => lines.filter(isSignificant).slice(0, compared);

/** Whether a line may have come from a template's line. */
function fits(pieces: readonly string[], line: string): boolean {
  const [first = "", ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return line === first;
  if (!line.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = line.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return line.length - last.length >= at && line.endsWith(last);
}

/** How many of a document's lines stand in a part, in the same order. */
function likeness({ patterns }: Part, lines: readonly string[]): number {
  let at = 0;
  let score = 0;
  for (const line of lines) {
    const found = patterns.findIndex((each, i) => i >= at && fits(each, line.trim()));
    if (found < 0) continue;
    at = found + 1;
    score++;
  }
  return score;
}

function indexOfBest(scores: readonly number[]): number {
  return scores.reduce((best, score, i) => (score > (scores[best] ?? 0) ? i : best), 0);
}
