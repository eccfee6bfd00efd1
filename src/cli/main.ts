#!/usr/bin/env node
import { commands } from "./commands.ts";
import { exitCode } from "./exit-code.ts";
import { errorText } from "./print-error.ts";

const debug = process.env.SEATRIAL_DEBUG !== undefined;
if (debug) process.setSourceMapsEnabled(true);

/** Runs one command line; gives the exit code. Nothing that the command does not need is loaded. */
async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  const command = commands.find((each) => each.name === name);
  try {
    const module = await (command?.load() ?? import("./program.ts"));
    return await module.run(command === undefined ? args : rest);
  } catch (error) {
    process.stderr.write(`${errorText(error, debug)}\n`);
    return exitCode.usage;
  }
}

// a reader that has seen enough (`seatrial … | head`) is no error
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });

process.exitCode = await main(process.argv.slice(2));
