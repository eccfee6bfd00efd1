import { readFileSync } from "node:fs";
import { calibrate } from "../explore/calibrate/calibration.ts";
import { jsonDocuments } from "../explore/calibrate/json-documents.ts";
import { observe } from "../explore/calibrate/observations.ts";
import { type FlagSpec, flag } from "../helm/flags/flag-spec.ts";
import { systemReason } from "../node/system-reason.ts";
import { calibrationYaml } from "../report/calibration-yaml.ts";
import { SeatrialError } from "../util/errors.ts";
import { exitCode } from "./exit-code.ts";
import { flagHelp } from "./flag-help.ts";
import { readFlags } from "./read-flags.ts";
import { print, tell } from "./streams.ts";
import { UsageError } from "./usage-error.ts";

const flags: readonly FlagSpec[] = [flag("help", "bool", "print this", { shorthand: "h" })];

export const help =
  (): string => `Measures what a real cluster showed, and prints it as keys of a scenario: containers:, images: and cluster.latency:. Reads
standard input, or files, with what one or both of these print:

  kubectl get pods -w -o json --output-watch-events
  kubectl get events -o json

Pods tell how long containers run, when they are ready and how long they take to stop; events how long pulls take.

Usage: seatrial calibrate [FILE...] [flags]

Flags:
${flagHelp(flags)}

Exit codes: 0 measured, 2 wrong usage, or nothing to measure.
`;

export async function run(args: readonly string[]): Promise<number> {
  const { flags: values, operands } = readFlags(args, flags);
  if (values.bool("help")) {
    print(help());
    return exitCode.ok;
  }
  if (operands.length === 0 && process.stdin.isTTY)
    throw new UsageError(
      "seatrial calibrate needs a file, or something on standard input.",
      "kubectl get pods -w -o json --output-watch-events > pods.json writes one while you install; stop it with Ctrl-C.",
    );
  const files = operands.length === 0 ? ["-"] : operands;
  const documents = files.flatMap((file) => {
    const read = jsonDocuments(readText(file), file);
    if (read.isCutOff) tell(`${file}: the last document is cut off and left out.\n`);
    return read.documents;
  });
  const calibration = calibrate(observe(documents));
  const { containers, images, latencyCount } = calibration;
  if (containers.length + images.length + latencyCount === 0)
    throw new SeatrialError(
      "nothing-measured",
      calibration.pods === 0
        ? "There are no pods and no pulls of images in it."
        : "None of the pods in it shows how long anything takes.",
      {
        file: files.join(", "),
        hint: "Start kubectl get pods -w -o json --output-watch-events before the release is installed, and stop it once all is ready or done.",
      },
    );
  print(calibrationYaml(calibration));
  return exitCode.ok;
}

function readText(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (cause) {
    throw new SeatrialError(
      "watch-unreadable",
      `${file} cannot be read: ${systemReason(cause) ?? String(cause)}.`,
      { cause, hint: "Give a file that kubectl get pods -w -o json --output-watch-events has written." },
    );
  }
}
