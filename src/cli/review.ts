import { writeFileSync } from "node:fs";
import { type FlagSpec, flag } from "../helm/flags/flag-spec.ts";
import { installCommand, upgradeCommand } from "../helm/flags/release-commands.ts";
import { globalFlags } from "../helm/flags/shared-flags.ts";
import { type HelmRules, helmRules } from "../helm/profiles/helm-rules.ts";
import { readScenario } from "../node/read-scenario.ts";
import { systemReason } from "../node/system-reason.ts";
import { reviewReports } from "../report/review/review-reports.ts";
import { review } from "../review/review.ts";
import { defaultScenario } from "../scenario/scenario.ts";
import { SeatrialError } from "../util/errors.ts";
import { didYouMean } from "../util/nearest-word.ts";
import { askedHelm } from "./asked-helm.ts";
import { exitCode } from "./exit-code.ts";
import { flagHelp } from "./flag-help.ts";
import { readFlags } from "./read-flags.ts";
import { overrides, simulationFlags } from "./simulation-flags.ts";
import { splitFlags } from "./split-flags.ts";
import { print, printText } from "./streams.ts";
import { UsageError } from "./usage-error.ts";

const formats = [...reviewReports.keys()];

const flags = [
  flag("base", "string", "the git ref that the change is to be merged into: origin/main"),
  flag(
    "head",
    "string",
    "the git ref that is reviewed (default: the working tree, with what is not committed)",
  ),
  flag(
    "output",
    "stringArray",
    `a report, or FORMAT=FILE to write it to a file; repeatable: ${formats.join(", ")}`,
    {
      shorthand: "o",
      default: "text",
    },
  ),
  ...simulationFlags.filter(({ name }) => ["helm-version", "kubernetes-version", "seed"].includes(name)),
  flag("from-helm-version", "string", "the Helm that runs before the change (default: the same)"),
  flag(
    "dependencies",
    "stringArray",
    "a folder with packed charts that git does not have, for a commit whose dependencies the working tree has in another version; repeatable",
  ),
  flag("scenario", "string", "a scenario file; its cluster, images and containers count, its steps do not"),
  flag("help", "bool", "print this", { shorthand: "h" }),
];

/** `-o` is a report here, and what is reviewed is never only tried. */
const isHelmFlag = ({ name }: { readonly name: string }): boolean =>
  !["output", "dry-run", "install", "help"].includes(name);

/** The flags of Helm that hold for every release of a review. */
const flagsOf = (rules: HelmRules): FlagSpec[] =>
  [...upgradeCommand.flags(rules), ...installCommand.flags(rules), ...globalFlags(rules)].filter(
    (each, i, all) => isHelmFlag(each) && all.findIndex(({ name }) => name === each.name) === i,
  );

export async function run(args: readonly string[]): Promise<number> {
  const newest = helmRules();
  const split = splitFlags(args, flags, [...upgradeCommand.flags(newest), ...globalFlags(newest)]);
  const { flags: own } = readFlags(split.own, flags);
  const rules = askedHelm(own);
  const helmFlags = flagsOf(rules);
  if (own.bool("help")) {
    print(help(rules));
    return exitCode.ok;
  }
  const { flags: helm, operands } = readFlags(split.helm, helmFlags);
  if (operands.length > 0)
    throw new UsageError(
      `seatrial review takes no "${operands[0]}".`,
      "It finds the charts that changed by itself: seatrial review --base origin/main",
    );
  if (!own.changed("base"))
    throw new UsageError("seatrial review needs the ref to compare with: --base origin/main");
  const outputs = await readOutputs(own.changed("output") ? own.all("output") : ["text"]);
  const base = own.changed("scenario") ? await readScenario(own.text("scenario")) : defaultScenario;
  const result = await review({
    directory: process.cwd(),
    base: own.text("base"),
    head: own.changed("head") ? own.text("head") : undefined,
    scenario: { ...base, ...overrides(own) },
    baseHelmVersion: own.changed("from-helm-version") ? own.text("from-helm-version") : undefined,
    namespace: helm.text("namespace") || "default",
    flags: helm,
    dependencies: own.all("dependencies"),
    uses: [...helm.all("values"), ...(own.changed("scenario") ? [own.text("scenario")] : [])],
  });
  for (const { format, report, file } of outputs)
    if (file === "") (format === "text" ? printText : print)(report(result));
    else writeReport(file, report(result));
  return result.verdict === "breaks" ? exitCode.failed : exitCode.ok;
}

/** `markdown` goes to standard output, `markdown=review.md` to a file. @throws UsageError */
const readOutputs = (words: readonly string[]) =>
  Promise.all(
    words.map(async (word) => {
      const at = word.indexOf("=");
      const [format, file] = at < 0 ? [word, ""] : [word.slice(0, at), word.slice(at + 1)];
      const load = reviewReports.get(format);
      if (load === undefined || (at >= 0 && file === ""))
        throw new UsageError(
          `--output is one of ${formats.join(", ")}, or FORMAT=FILE, not "${word}".${didYouMean(format, formats)}`,
        );
      return { format, report: await load(), file };
    }),
  );

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new SeatrialError(
      "report-unwritable",
      `The report ${file} cannot be written: ${systemReason(cause) ?? String(cause)}.`,
      { file, cause, hint: "Name a file in a folder that is there." },
    );
  }
}

export const help = (
  rules = helmRules(),
): string => `Reviews a change before it is merged: what will it do to releases that run?

Finds the charts and scenarios that differ from where the branch left --base. With each chart, and each of its
ci/*-values.yaml, it does the same four things as the base has it and as the change has it: a fresh install; an upgrade of a
running release; an upgrade that fails, and its rollback; an uninstall. The verdict comes first:

  safe       nothing that a reviewer has to know
  look here  something changes that somebody should have meant
  breaks     something fails that does not fail without the change

Usage: seatrial review --base REF [flags]

Flags:
${flagHelp(flags)}

Flags of helm install and upgrade, for every release (--wait is the default):
${flagHelp(flagsOf(rules))}

Exit codes: 0 safe or look here, 1 breaks, 2 wrong usage or input.
`;
