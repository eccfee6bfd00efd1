import { movedItems } from "../recording/moved-items.ts";

/** How many sentences are said at most. */
const most = 5;

/**
 * What the difference of two snapshots means, in sentences: what comes in another order (`Job/b now starts before Job/a
 * completes`), what never comes any more, what is new, what comes at another time.
 */
export function explainChange(before: string, after: string): string[] {
  const [old, young] = [things(before), things(after)];
  const [a, b] = [[...old.keys()], [...young.keys()]];
  const [inA, inB] = [new Set(a), new Set(b)];
  const was = a.filter((line) => inB.has(line));
  const is = b.filter((line) => inA.has(line));
  const gone = a.filter((line) => !inB.has(line));
  const added = b.filter((line) => !inA.has(line));
  const sentences = [
    ...movedSentences(was, is),
    ...gone.map((line) => `it no longer comes to this: ${plain(line)}`),
    ...added.map((line) => `new: ${plain(line)}`),
    ...is.flatMap((line) => {
      const [was, now] = [old.get(line), young.get(line)];
      return was === now ? [] : [`${plain(line)}, now at ${now} and not at ${was}`];
    }),
  ];
  const more = sentences.length - most;
  return more > 1 ? [...sentences.slice(0, most), `and ${more} more changes`] : sentences;
}

/** What of two snapshots comes in another order, in sentences; what is in only one of them is left out. */
export function explainMoves(before: string, after: string): string[] {
  const [a, b] = [[...things(before).keys()], [...things(after).keys()]];
  const [inA, inB] = [new Set(a), new Set(b)];
  return movedSentences(
    a.filter((line) => inB.has(line)),
    b.filter((line) => inA.has(line)),
  );
}

/** For each thing that moved, the one with which it changed places that is nearest to it now. */
function movedSentences(was: readonly string[], is: readonly string[]): string[] {
  const old = new Map(was.map((line, place) => [line, place]));
  const place = (line: string): number => old.get(line) ?? 0;
  const said = new Set<string>();
  return movedItems(was, is).flatMap((line) => {
    const at = is.indexOf(line);
    const later = is.slice(at + 1).find((other) => place(other) < place(line));
    const earlier = is.slice(0, at).findLast((other) => place(other) > place(line));
    // a family of things that moves is told by its first one
    const about = later ?? earlier ?? "";
    const key = `${subjectOf(line)} ${subjectOf(about)}`;
    if (about === "" || said.has(key)) return [];
    said.add(key);
    return [`${now(plain(line))} ${later === undefined ? "after" : "before"} ${plain(about)}`];
  });
}

/** The lines that are no comments, each made unique by how often it came before, with the times they begin with. */
function things(text: string): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  const found = new Map<string, string>();
  for (const each of text.split("\n")) {
    const [, time = "", line = ""] = /^\s*(?:(\d[\d.]*s) {2})?(.*?)\s*$/.exec(each) ?? [];
    if (line === "" || line.startsWith("#")) continue;
    const count = (counts.get(line) ?? 0) + 1;
    counts.set(line, count);
    found.set(count === 1 ? line : `${line}${again}${count}`, time);
  }
  return found;
}

const again = "\u0000";

const plain = (line: string): string => line.split(again)[0] ?? line;

const subjectOf = (line: string): string => /\S+\/\S+/.exec(line)?.[0] ?? line;

/** `Job/b starts` → `Job/b now starts`; `Job/b is created` → `Job/b is now created` */
const now = (line: string): string =>
  line.replace(/^(.*?(?:\S+\/\S+|step \d+)) (is )?/, (_, subject, is) =>
    is === undefined ? `${subject} now ` : `${subject} is now `,
  );
