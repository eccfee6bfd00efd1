/** The same function, but it knows its last answer: from one frame to the next, much is asked again. */
export function lastKept<Args extends readonly unknown[], Result>(
  make: (...args: Args) => Result,
): (...args: Args) => Result {
  let last: { readonly args: Args; readonly result: Result } | undefined;
  return (...args) => {
    if (last?.args.every((arg, i) => arg === args[i]) !== true) last = { args, result: make(...args) };
    return last.result;
  };
}
