// Makes one file of the program and the Node that runs this script: node .ci/executable.mjs [FILE]. At its first start it
// unpacks the built program into the user's cache, from where workers and the terminal's module are loaded.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const target = resolve(process.argv[2] ?? "seatrial");
const scratch = mkdtempSync(join(tmpdir(), "seatrial-executable-"));
const files = [
  "package.json",
  ...readdirSync("dist", { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|mjs|cjs|json)$/.test(entry.name))
    .map((entry) => `dist/${entry.name}`)
    .sort(),
];
const hash = createHash("sha256");
for (const file of files) hash.update(file).update(readFileSync(file));

writeFileSync(
  join(scratch, "start.cjs"),
  `const { getRawAsset } = require("node:sea");
const fs = require("node:fs"), os = require("node:os"), path = require("node:path");
const files = ${JSON.stringify(files)};
const name = "program-${hash.digest("hex").slice(0, 16)}";
const home = process.env.XDG_CACHE_HOME || (os.homedir() && path.join(os.homedir(), ".cache")) || os.tmpdir();
let folder = unpacked(path.join(home, "seatrial")) || unpacked(fs.mkdtempSync(path.join(os.tmpdir(), "seatrial-")));
require("node:module").createRequire(path.join(folder, "dist", "cli.js"))("./cli.js");

/** The folder with the program in it, which comes into being as a whole; undefined where nothing can be written. */
function unpacked(root) {
  const folder = path.join(root, name);
  if (fs.existsSync(path.join(folder, "package.json"))) return folder;
  const part = folder + "." + process.pid;
  try {
    fs.mkdirSync(path.join(part, "dist"), { recursive: true, mode: 0o700 });
    for (const file of files) fs.writeFileSync(path.join(part, file), new Uint8Array(getRawAsset(file)), { mode: 0o600 });
    fs.renameSync(part, folder);
  } catch {
    fs.rmSync(part, { recursive: true, force: true });
  }
  return fs.existsSync(path.join(folder, "package.json")) ? folder : undefined;
}
`,
);
writeFileSync(
  join(scratch, "sea.json"),
  JSON.stringify({
    main: join(scratch, "start.cjs"),
    output: join(scratch, "sea.blob"),
    disableExperimentalSEAWarning: true,
    assets: Object.fromEntries(files.map((file) => [file, resolve(file)])),
  }),
);
run(process.execPath, ["--experimental-sea-config", join(scratch, "sea.json")]);
copyFileSync(process.execPath, target);
chmodSync(target, 0o755);
const fuse = ["--sentinel-fuse", "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2"];
run("npx", ["--yes", "postject@1.0.0-alpha.6", target, "NODE_SEA_BLOB", join(scratch, "sea.blob"), ...fuse]);
rmSync(scratch, { recursive: true });
console.log(`${target} is made`);

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} failed: ${stdout}${stderr}`);
}
