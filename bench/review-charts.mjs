// Reviews every chart of ../shared/charts against itself with changed values: each in a git repository of its own. Of each chart
// it prints the CPU seconds of the four runs of the change alone (see four-runs.ts), and of the whole command.
// npm run bench:review [-- part of a name]
import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const charts = resolve("../shared/charts");
const program = resolve("dist/cli.js");
const fourRuns = resolve("node_modules/.cache/seatrial/four-runs.mjs");
const filter = process.argv[2] ?? "";
const args = new Map(
  readFileSync(`${charts}/index.tsv`, "utf8")
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t").slice(0, 2)),
);

/** Another number of replicas and another image, where the values have such; else a comment. */
const changed = (text) => {
  const other = text
    .replace(/^([ ]*replica(?:s|Count):[ ]*)(\d+)[ ]*$/m, (_, head, count) => `${head}${Number(count) + 1}`)
    .replace(/^([ ]*tag:)[ ]*[^\s#]*[ ]*$/m, '$1 "9.9.9"');
  return other === text ? `${text}\n# changed\n` : other;
};

const tellCpu =
  "--import=data:text/javascript,process.on('exit',()=>process.stderr.write('cpu '+process.cpuUsage().user/1e6))";
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const rows = [];
console.log("chart\tverdict\tsets of values\tfour runs\ta set\twhole review\ta set\twhy");
for (const file of readdirSync(`${charts}/packed`)
  .filter((name) => name.includes(filter))
  .sort()) {
  const id = file.replace(/\.tgz$/, "");
  const folder = mkdtempSync(join(tmpdir(), "seatrial-charts-"));
  const git = (...words) =>
    execFileSync("git", ["-C", folder, "-c", "user.name=t", "-c", "user.email=t@example.org", ...words]);
  try {
    mkdirSync(join(folder, "chart"));
    execFileSync("tar", [
      "xzf",
      `${charts}/packed/${file}`,
      "--strip-components=1",
      "-C",
      join(folder, "chart"),
    ]);
    const values = `${charts}/values/${id}.yaml`;
    const own = join(folder, "chart/values.yaml");
    git("init", "-q", "-b", "main");
    git("add", "--all", "--force");
    git("commit", "-q", "-m", "one");
    writeFileSync(own, changed(existsSync(own) ? readFileSync(own, "utf8") : ""));
    const extra = (args.get(id) ?? "").split(" ").filter((word) => word !== "" && word !== "--is-upgrade");
    const flags = ["-n", "demo", ...(existsSync(values) ? ["-f", values] : []), ...extra];
    const node = (...words) =>
      spawnSync("node", words, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
    const alone = node(fourRuns, ...flags);
    const { status, stdout, stderr } = node(
      tellCpu,
      program,
      "review",
      "--base",
      "main",
      "-o",
      "json",
      ...flags,
    );
    const whole = Number(/cpu ([\d.]+)$/.exec(stderr)?.[1] ?? "NaN");
    const result = status === 0 || status === 1 ? JSON.parse(stdout) : undefined;
    const cases = result?.subjects.flatMap((subject) => subject.cases) ?? [];
    const four = alone.status === 0 ? sum(JSON.parse(alone.stdout)) : Number.NaN;
    const sets = Math.max(1, cases.length);
    rows.push({ id, verdict: result?.verdict, four, fourSet: four / sets, whole, wholeSet: whole / sets });
    const why = cases
      .flatMap((each) => each.reasons)
      .map(
        ({ verdict, text, detail }) => `${verdict}: ${text} ${(detail[1] ?? detail[0] ?? "").slice(0, 160)}`,
      );
    const figures = [four, four / sets, whole, whole / sets].map((seconds) => seconds.toFixed(2));
    console.log(
      [
        id,
        result?.verdict ?? stderr.split("\n")[0],
        cases.length,
        ...figures,
        [...new Set(why)].slice(0, 3).join(" | "),
      ].join("\t"),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const count = (test) => rows.filter(test).length;
console.log(
  `${rows.length} charts: ${count(({ verdict }) => verdict === "safe")} safe, ${count(({ verdict }) => verdict === "look-here")} look here, ${count(({ verdict }) => verdict === "breaks")} breaks, ${count(({ verdict }) => verdict === undefined)} errors`,
);
for (const [what, key] of Object.entries({
  "four runs alone, all sets of values": "four",
  "four runs alone, a set": "fourSet",
  "whole review, all sets of values": "whole",
  "whole review, a set": "wholeSet",
})) {
  const sorted = rows.toSorted((a, b) => a[key] - b[key]);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.[key];
  const slow = sorted.filter((row) => row[key] >= 2);
  console.log(
    `${what}: CPU median ${at(0.5)?.toFixed(2)} s, 95 % ${at(0.95)?.toFixed(2)} s, worst ${at(1)?.toFixed(2)} s (${sorted.at(-1)?.id}); 2 s or more: ${slow.length}`,
  );
}
