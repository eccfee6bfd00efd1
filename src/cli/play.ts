import { flag } from "../helm/flags/flag-spec.ts";
import type { FlagValues } from "../helm/flags/flag-values.ts";
import { exitCode } from "./exit-code.ts";
import { flagHelp } from "./flag-help.ts";
import { type Played, playedRun, printPlayed } from "./played-run.ts";
import { readFlags } from "./read-flags.ts";
import { splitFlags } from "./split-flags.ts";
import { print, tell } from "./streams.ts";
import { UsageError } from "./usage-error.ts";

const flags = [
  flag("live", "bool", "begin to play at once, in real time times --speed"),
  flag("speed", "string", "how fast time goes by while it is played, from 1 to 1000", { default: "1" }),
  flag("help", "bool", "print this", { shorthand: "h" }),
];

const help = `Shows a run on the terminal, at the pace of the reader: forward, backward, in detail, and what if something in it
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
  const split = splitFlags(args, flags.slice(0, 2), []);
  const own = readFlags(split.own, flags).flags;
  const [word, ...rest] = split.helm;
  if (word === "--help" || word === "-h") {
    print(help);
    return exitCode.ok;
  }
  if (word === undefined)
    throw new UsageError(
      "seatrial play needs something to play: a command, a scenario or a recording.",
      "seatrial play --help tells more.",
    );
  const speed = speedOf(own);
  if (rest.includes("--help") || process.stdout.isTTY !== true || process.stdin.isTTY !== true) {
    if (!rest.includes("--help")) tell("This is no terminal to play on; here is the trace.\n");
    return printPlayed(word, rest);
  }
  const played = await playedRun(word, rest);
  return show(played, speed, own.bool("live"));
}

async function show({ recording, replay }: Played, speed: number, playing: boolean): Promise<number> {
  const { playOnScreen } = await import("../tui/play-on-screen.tsx");
  return playOnScreen(recording, { speed, playing, replay });
}

function speedOf(own: FlagValues): number {
  const text = own.text("speed").replace(/[x×]$/, "");
  const speed = Number(text);
  if (text !== "" && speed >= 1 && speed <= 1000) return speed;
  throw new UsageError(`--speed is a number from 1 to 1000, not "${own.text("speed")}".`);
}
