import { explain } from "../findings/explain.ts";
import { rules } from "../findings/rules.ts";
import { flag } from "../helm/flags/flag-spec.ts";
import { didYouMean } from "../util/nearest-word.ts";
import { exitCode } from "./exit-code.ts";
import { flagHelp } from "./flag-help.ts";
import { readFlags } from "./read-flags.ts";
import { print } from "./streams.ts";
import { UsageError } from "./usage-error.ts";

const specs = [
  flag("helm-version", "string", "with helm-versions: the Helm that is compared with the newest"),
  flag("help", "bool", "print this", { shorthand: "h" }),
];

export const help =
  (): string => `Tells what a finding means: what happens and why, an example, what to do, and who else met it.
Without a rule it lists them all. helm-versions tells what the versions of Helm do differently, and with --helm-version in
what one of them differs from the newest.

Usage: seatrial explain [RULE...]
       seatrial explain helm-versions [--helm-version X]

Flags:
${flagHelp(specs)}

Exit codes: 0 told, 2 wrong usage.
`;

export async function run(args: readonly string[]): Promise<number> {
  const { flags, operands } = readFlags(args, specs);
  if (flags.bool("help")) {
    print(help());
    return exitCode.ok;
  }
  if (operands.length === 1 && operands[0] === "helm-versions") {
    const { helmVersionsText, helmVersionText } = await import("./explain-helm-versions.ts");
    print(flags.changed("helm-version") ? helmVersionText(flags.text("helm-version")) : helmVersionsText());
    return exitCode.ok;
  }
  if (flags.changed("helm-version"))
    throw new UsageError("--helm-version belongs to seatrial explain helm-versions.");
  if (operands.length === 0) {
    const width = Math.max(...rules.map(({ id }) => id.length));
    print(
      rules
        .map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}\n`)
        .join(""),
    );
    return exitCode.ok;
  }
  const found = operands.map((operand) => {
    const rule = rules.find(({ id }) => id === operand);
    if (rule === undefined)
      throw new UsageError(
        `There is no rule "${operand}".${didYouMean(
          operand,
          rules.map(({ id }) => id),
        )}`,
        "seatrial explain lists them.",
      );
    return rule;
  });
  print(found.map(explain).join("\n"));
  return exitCode.ok;
}
