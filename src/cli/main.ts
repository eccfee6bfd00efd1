import { commands } from "./commands.ts";
import { exitCode } from "./exit-code.ts";
import { withHelmsOwnFlags } from "./helm-plugin.ts";
import { tell } from "./streams.ts";

/** Runs one command line; gives the exit code. Nothing that the command does not need is loaded. */
export async function main(given: readonly string[]): Promise<number> {
  const args = withHelmsOwnFlags(given, process.env);
  const [name, ...rest] = args;
  const command = commands.find((each) => each.name === name);
  try {
    if (command === undefined) return await (await import("./program.ts")).run(args, commands);
    return await (await command.load()).run(rest, commands);
  } catch (error) {
    const { errorText } = await import("./print-error.ts");
    try {
      tell(`${errorText(error, process.env["SEATRIAL_DEBUG"] !== undefined)}\n`);
    } catch {
      // standard error cannot be written to either: the exit code must say it
    }
    return exitCode.usage;
  }
}
