import { Command, CommanderError } from "commander";
import type { CommandEntry } from "./commands.ts";
import { exitCode } from "./exit-code.ts";
import { print } from "./streams.ts";
import { version } from "./version.ts";

/** Answers what names no command: `--help`, `--version`, `help install`, a mistyped word. */
export async function run(args: readonly string[], commands: readonly CommandEntry[]): Promise<number> {
  const [first, second] = args;
  const asked = first === "help" ? commands.find(({ name }) => name === second) : undefined;
  if (asked !== undefined) {
    print((await asked.load()).help());
    return exitCode.ok;
  }
  // who asks for nothing is told what there is, as with helm and kubectl
  const asGiven = args.length === 0 ? ["--help"] : args;
  const program = new Command("seatrial")
    .description(
      "Takes a Helm chart on its sea trial before it sails: an offline simulator for Helm releases.",
    )
    .version(version, "--version", "print the version")
    .helpOption("-h, --help", "print this")
    .helpCommand("help [command]", "print a command's help")
    .addHelpText("after", "\nseatrial COMMAND --help tells more of a command.")
    .exitOverride();
  for (const { name, summary } of commands) program.command(name).description(summary);
  try {
    await program.parseAsync(asGiven, { from: "user" });
    return exitCode.ok;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
  }
}
