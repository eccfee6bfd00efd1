import { reportOutput } from "./report-output.ts";

/** Tells on standard error how far something is, if a person looks at it. */
export interface ProgressBar {
  readonly show: (done: number, of: number) => void;
  readonly clear: () => void;
}

const width = 30;

export function progressBar(unit: string): ProgressBar {
  const { progress } = reportOutput();
  let shown = -1;
  return {
    show(done, of) {
      const filled = Math.floor((done / of) * width);
      if (progress === undefined || filled === shown) return;
      shown = filled;
      progress(`${"█".repeat(filled)}${"░".repeat(width - filled)} ${done} of ${of} ${unit}`);
    },
    clear: () => progress?.(""),
  };
}
