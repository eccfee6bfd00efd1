import { diffLines } from "./diff-lines.ts";

/** How many lines are shown around each change. */
const context = 3;

/** Two texts compared as `diff -u` does, without the two lines that name the files; "" if they are equal. */
export function unifiedDiff(before: string, after: string): string {
  const lines = diffLines(split(before), split(after));
  const shown = lines.map((_, i) =>
    lines.slice(Math.max(0, i - context), i + context + 1).some(({ sign }) => sign !== " "),
  );
  const hunks: string[] = [];
  let [a, b] = [1, 1];
  for (let i = 0; i < lines.length; ) {
    const end = shown[i] ? shown.indexOf(false, i) : i + 1;
    const hunk = lines.slice(i, end < 0 ? lines.length : end);
    const count = (sign: string): number => hunk.filter((line) => line.sign !== sign).length;
    const [old, now] = [count("+"), count("-")];
    if (shown[i])
      hunks.push(
        `@@ -${range(a, old)} +${range(b, now)} @@\n`,
        ...hunk.map(({ sign, text }) => `${sign}${text}\n`),
      );
    a += old;
    b += now;
    i += hunk.length;
  }
  return hunks.join("");
}

const range = (start: number, count: number): string =>
  count === 1 ? String(start) : `${count === 0 ? start - 1 : start},${count}`;

const split = (text: string): string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));
