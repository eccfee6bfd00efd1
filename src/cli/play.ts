import { flag } from "../helm/flags/flag-spec.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import { exitCode } from "./exit-code.ts";
import { flagHelp } from "./flag-help.ts";
import { playedRun, printPlayed } from "./played-run.ts";
import { readFlags } from "./read-flags.ts";
import { splitFlags } from "./split-flags.ts";
import { print, tell } from "./streams.ts";
import { UsageError } from "./usage-error.ts";

const flags = [
  flag("live", "bool", "begin to play at once, in real time times --speed"),
  flag("speed", "string", "how fast time goes by while it is played, from 1 to 1000", { default: "1" }),
  flag(
    "plain",
    "bool",
    "lines instead of a screen: for screen readers, and for whatever types and reads in turns",
  ),
  flag("help", "bool", "print this", { shorthand: "h" }),
];

export const help =
  (): string => `Shows a run on the terminal, at the pace of the reader: forward, backward, in detail, and what if something in it
went otherwise.

Usage: seatrial play install|upgrade|rollback|uninstall|test … [flags of that command]
       seatrial play [run] SCENARIO [flags of run]
       seatrial play RECORDING   what -o json has printed

Keys: space plays, arrows scrub, r e p f c step, j k select, enter tells more, x asks what if, ? tells the rest, q quits.
Where standard output is no terminal the trace is printed.

Flags:
${flagHelp(flags)}

Exit codes: 0 whatever was shown, 2 wrong usage or input, 130 interrupted; without a terminal those of the command.
`;

/** `seatrial play install demo ./chart`, `seatrial play run.json` */
export async function run(args: readonly string[]): Promise<number> {
  const split = splitFlags(args, flags.slice(0, 3), []);
  const own = readFlags(split.own, flags).flags;
  const [word, ...rest] = split.helm;
  if (word === "--help" || word === "-h") {
    print(help());
    return exitCode.ok;
  }
  if (word === undefined)
    throw new UsageError(
      "seatrial play needs something to play: a command, a scenario or a recording.",
      "seatrial play --help tells more.",
    );
  // whoever says what is unknown here knows what it may have meant
  if (/^-./.test(word)) readFlags([word], flags);
  const speed = speedOf(own);
  const asksForHelp = rest.includes("--help");
  const { TERM, INK_SCREEN_READER } = process.env;
  // the latter is what other programs are told by that are drawn with ink
  const plain = own.bool("plain") || TERM === "dumb" || INK_SCREEN_READER === "true";
  const hasTerminal = process.stdout.isTTY === true && process.stdin.isTTY === true;
  if (asksForHelp || (!hasTerminal && !own.bool("plain"))) {
    if (!asksForHelp) tell("This is no terminal to play on; here is the trace.\n");
    return printPlayed(word, rest);
  }
  const { recording, replay } = await playedRun(word, rest);
  const options = { speed, playing: own.bool("live"), replay };
  if (plain) {
    const { playInLines } = await import("../tui/plain/play-in-lines.ts");
    return playInLines(recording, options, print);
  }
  const { playOnScreen } = await import("../tui/play-on-screen.tsx");
  return playOnScreen(recording, options);
}

function speedOf(own: FlagValues): number {
  const text = own.text("speed").replace(/[x×]$/, "");
  const speed = Number(text);
  if (text !== "" && speed >= 1 && speed <= 1000) return speed;
  throw new UsageError(`--speed is a number from 1 to 1000, not "${own.text("speed")}".`);
}
