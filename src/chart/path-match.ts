/** One step of a pattern: adds the positions it may go on from, given one in the text. */
type Step = (text: readonly string[], at: number, ends: Set<number>) => void;

const one =
  (accepts: (char: string) => boolean): Step =>
  (text, at, ends) => {
    const char = text[at];
    if (char !== undefined && accepts(char)) ends.add(at + 1);
  };

const run =
  (accepts: (char: string) => boolean): Step =>
  (text, at, ends) => {
    // From a position that is there already, the rest is there too.
    for (let i = at; !ends.has(i); i++) {
      ends.add(i);
      const char = text[i];
      if (char === undefined || !accepts(char)) return;
    }
  };

/** Every position reachable from `starts`; the sets keep the work in proportion to pattern and text. */
function advance(
  steps: readonly Step[],
  text: readonly string[],
  starts: ReadonlySet<number>,
): ReadonlySet<number> {
  let positions = starts;
  for (const step of steps) {
    const next = new Set<number>();
    for (const at of positions) step(text, at, next);
    positions = next;
    if (positions.size === 0) break;
  }
  return positions;
}

function matchesAll(steps: readonly Step[], name: string): boolean {
  const text = [...name];
  return advance(steps, text, new Set([0])).has(text.length);
}

const notSlash = (char: string): boolean => char !== "/";
const between = (lo: string, hi: string) => (char: string) =>
  (char.codePointAt(0) ?? 0) >= (lo.codePointAt(0) ?? 0) &&
  (char.codePointAt(0) ?? 0) <= (hi.codePointAt(0) ?? 0);

export class BadPattern extends Error {
  constructor() {
    super("syntax error in pattern");
  }
}

/**
 * Go's filepath.Match on Unix: `*` and `?` stop at `/`, `[^a-z]` classes, `\` escapes. What is returned throws BadPattern
 * for a mistake in the pattern, but not before all that stands in front of the star before it has matched.
 */
export function compilePathPattern(pattern: string): (name: string) => boolean {
  if (!/[*?[\\]/.test(pattern)) return (name) => name === pattern;
  // A few stars between plain characters cannot make a RegExp slow.
  if (/^(?:[^*?[\\]*\*){0,3}[^*?[\\]*$/.test(pattern)) {
    const source = pattern.replace(/[.+^${}()|\]]/g, "\\$&").replaceAll("*", "[^/]*");
    const regexp = new RegExp(`^${source}$`, "su");
    return (name) => regexp.test(name);
  }
  const pieces = betweenStars([...pattern]).map((chars) => lazily(() => parsePiece(chars)));
  return (name) => matchesPieces(pieces, [...name]);
}

type Accepts = (char: string) => boolean;

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The parts of a pattern between its stars; one in brackets or behind a backslash is none. */
function betweenStars(chars: readonly string[]): (readonly string[])[] {
  const pieces: string[][] = [[]];
  let inBrackets = false;
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] ?? "";
    if (char === "*" && !inBrackets) {
      pieces.push([]);
      continue;
    }
    if (char === "[") inBrackets = true;
    else if (char === "]") inBrackets = false;
    pieces.at(-1)?.push(char);
    const escaped = chars[i + 1];
    if (char === "\\" && escaped !== undefined) {
      pieces.at(-1)?.push(escaped);
      i++;
    }
  }
  return pieces;
}

/** Each piece takes the first place where it fits; the last one has to reach the end. */
function matchesPieces(pieces: readonly (() => readonly Accepts[])[], text: readonly string[]): boolean {
  let at = 0;
  for (const [i, pieceOf] of pieces.entries()) {
    const last = i === pieces.length - 1;
    const piece = pieceOf();
    if (i > 0 && piece.length === 0 && !last) continue;
    let start = last && i > 0 && piece.length === 0 ? text.length : at;
    for (; ; start++) {
      if (i > 0 && text.slice(at, start).includes("/")) return false;
      if (start + piece.length > text.length) return false;
      const end = start + piece.length;
      const fits = piece.every((accepts, k) => accepts(text[start + k] ?? ""));
      if (fits && (!last || end === text.length)) {
        at = end;
        break;
      }
      if (i === 0) return false;
    }
  }
  return true;
}

/** What each character of a piece may be. */
function parsePiece(chars: readonly string[]): Accepts[] {
  const piece: Accepts[] = [];
  let i = 0;
  const literal = (): string => {
    if (chars[i] === "\\") i++;
    const char = chars[i++];
    if (char === undefined) throw new BadPattern();
    return char;
  };
  const classMember = (): string => {
    if (chars[i] === "-" || chars[i] === "]") throw new BadPattern();
    const char = literal();
    if (i >= chars.length) throw new BadPattern();
    return char;
  };
  while (i < chars.length) {
    if (chars[i] === "?") {
      i++;
      piece.push(notSlash);
    } else if (chars[i] === "[") {
      i++;
      const negated = chars[i] === "^";
      if (negated) i++;
      const ranges: Accepts[] = [];
      while (chars[i] !== "]" || ranges.length === 0) {
        const lo = classMember();
        let hi = lo;
        if (chars[i] === "-") {
          i++;
          hi = classMember();
        }
        ranges.push(between(lo, hi));
      }
      i++;
      piece.push((char) => ranges.some((inside) => inside(char)) !== negated);
    } else {
      const wanted = literal();
      piece.push((char) => char === wanted);
    }
  }
  return piece;
}

/**
 * A glob as `.Files.Glob` understands it (github.com/gobwas/glob with `/` as separator): `**` crosses folders, `[!a-z]`,
 * `{a,b}`. A pattern that does not compile matches everything, as in Helm (pkg/engine/files.go).
 */
export function compileGlob(pattern: string): (name: string) => boolean {
  try {
    const steps = new GlobParser(pattern).parse();
    return (name) => matchesAll(steps, name);
  } catch (error) {
    if (error instanceof BadPattern) return () => true;
    throw error;
  }
}

class GlobParser {
  private readonly chars: readonly string[];
  private i = 0;

  constructor(pattern: string) {
    this.chars = [...pattern];
  }

  parse(depth = 0): Step[] {
    const steps: Step[] = [];
    while (this.i < this.chars.length) {
      const char = this.chars[this.i];
      if (depth > 0 && (char === "," || char === "}")) break;
      this.i++;
      if (char === "*" && this.chars[this.i] === "*") {
        this.i++;
        steps.push(run(() => true));
      } else if (char === "*") steps.push(run(notSlash));
      else if (char === "?") steps.push(one(notSlash));
      else if (char === "[") steps.push(this.charClass());
      else if (char === "{") steps.push(this.alternatives(depth + 1));
      else {
        const wanted = char === "\\" ? this.chars[this.i++] : char;
        if (wanted !== undefined) steps.push(one((c) => c === wanted));
      }
    }
    return steps;
  }

  private alternatives(depth: number): Step {
    const branches: Step[][] = [];
    do branches.push(this.parse(depth));
    while (this.chars[this.i++] === ",");
    return (text, at, ends) => {
      for (const branch of branches) for (const end of advance(branch, text, new Set([at]))) ends.add(end);
    };
  }

  private charClass(): Step {
    const negated = this.chars[this.i] === "!";
    if (negated) this.i++;
    const first = this.chars[this.i];
    if (this.chars[this.i + 1] === "-") {
      const last = this.chars[this.i + 2];
      if (first === undefined || last === undefined || this.chars[this.i + 3] !== "]") throw new BadPattern();
      this.i += 4;
      const inside = between(first, last);
      if (last < first) throw new BadPattern();
      return one((char) => inside(char) !== negated);
    }
    const members = new Set<string>();
    while (this.chars[this.i] !== "]") {
      if (this.chars[this.i] === "\\") this.i++;
      const member = this.chars[this.i++];
      if (member === undefined) throw new BadPattern();
      members.add(member);
    }
    this.i++;
    if (members.size === 0) throw new BadPattern();
    return one((char) => members.has(char) !== negated);
  }
}
