/** What the program's exit codes mean. */
export const exitCode = {
  ok: 0,
  /** a simulated command failed, an expectation did, or there are findings that count */
  failed: 1,
  /** wrong usage, or input that cannot be read, is invalid or does not render */
  usage: 2,
  /** with `--detailed-exitcode`: there is a difference */
  differs: 3,
} as const;
