/** What a script's own writes have left of a file; undefined: the script never touched it. */
export type FileExists = (path: string) => boolean | undefined;

const comparisons: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  "-eq": (a, b) => a === b,
  "-ne": (a, b) => a !== b,
  "-lt": (a, b) => a < b,
  "-le": (a, b) => a <= b,
  "-gt": (a, b) => a > b,
  "-ge": (a, b) => a >= b,
};

/** What `test` (or `[`, without its bracket) says; undefined where that depends on what the script cannot know. */
export function evaluateTest(args: readonly string[], exists: FileExists): boolean | undefined {
  const [first, second, third] = args;
  if (first === "!" && args.length > 1) {
    const value = evaluateTest(args.slice(1), exists);
    return value === undefined ? undefined : !value;
  }
  if (args.length === 1) return first !== "";
  if (args.length === 2 && second !== undefined) {
    if (first === "-z") return second === "";
    if (first === "-n") return second !== "";
    return /^-[efdrs]$/.test(first ?? "") ? exists(second) : undefined;
  }
  if (args.length !== 3 || first === undefined || second === undefined || third === undefined)
    return undefined;
  if (second === "=" || second === "==") return first === third;
  if (second === "!=") return first !== third;
  const compare = comparisons[second];
  const numbers = [first, third].map((text) => (/^\s*-?\d+\s*$/.test(text) ? Number(text) : Number.NaN));
  const [left = Number.NaN, right = Number.NaN] = numbers;
  return compare === undefined || numbers.some(Number.isNaN) ? undefined : compare(left, right);
}
