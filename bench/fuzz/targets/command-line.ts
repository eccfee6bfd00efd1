import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { RandomStream } from "../../../src/sim/random.ts";
import { mutateText, pick } from "../mutate.ts";
import { type FuzzTarget, InvariantBroken } from "../target.ts";

const program = resolve("dist/cli.js");
const chart = resolve("scenarios/hook-weights/chart");
const scenario = resolve("scenarios/hook-fails/scenario.yaml");
const folder = mkdtempSync(join(tmpdir(), "seatrial-fuzz-"));

const words = [
  ..."template install upgrade rollback uninstall test run check diff init plan explain explore estimate calibrate review play completion help".split(" "),
  ..."demo DEMO - -- . .. /dev/null --help --version --wait --timeout 5s -1s 1e9h -o json watch events wide --set a=b a[ --values".split(" "),
  ..."--helm-version 3.0.0 4.2.4 99 x --kubernetes-version 1.31 --seed -7 --from --from-ref HEAD --fail-on error never --namespace".split(" "),
  ..."--watch-resource all pods,jobs --timestamps --atomic --dry-run --revision 0 --shard 1/2 0/0 --filter --reporter tap -u".split(" "),
  chart,
  scenario,
]; // biome-ignore format: a table

/** Command lines put together at random. The program ends with an exit code of its own, and never with a stack trace. */
export const commandLine: FuzzTarget = {
  name: "command-line",
  input(random: RandomStream): string[] {
    const args = Array.from({ length: 1 + random.below(7) }, () => pick(words, random));
    if (random.below(2) === 0) args.unshift(pick(words.slice(0, 18), random));
    return args.map((each) =>
      random.below(6) === 0 ? mutateText(each, words, random).replaceAll("\0", "") : each,
    );
  },
  run(input) {
    const args = input as string[];
    // what never ends, or writes beside the sources
    if (args.some((each) => /^--watch(=|$)|^-w|^-u$|--update|--output-dir|^-O/.test(each))) return;
    const { status, signal, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: folder,
      encoding: "utf8",
      input: "",
      timeout: 30_000,
      maxBuffer: 1 << 28,
    });
    if (status === null || ![0, 1, 2, 3].includes(status))
      throw new InvariantBroken(`ended with ${status ?? signal}: ${stderr.slice(0, 300)}`);
    if (/Internal error|^\s+at .*:\d+/m.test(stderr)) throw new InvariantBroken(stderr.slice(0, 500));
  },
};
