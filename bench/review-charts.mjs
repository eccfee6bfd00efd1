// Reviews every chart of ../shared/charts against itself with changed values: each in a git repository of its own.
// node bench/review-charts.mjs [part of a name]; needs `npm run build`.
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
const rows = [];
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
    const flags = existsSync(values) ? ["-f", values] : [];
    const own = join(folder, "chart/values.yaml");
    git("init", "-q", "-b", "main");
    git("add", "--all", "--force");
    git("commit", "-q", "-m", "one");
    writeFileSync(own, changed(existsSync(own) ? readFileSync(own, "utf8") : ""));
    const extra = (args.get(id) ?? "").split(" ").filter((word) => word !== "" && word !== "--is-upgrade");
    const { status, stdout, stderr } = spawnSync(
      "node",
      [tellCpu, program, "review", "--base", "main", "-n", "demo", "-o", "json", ...flags, ...extra],
      { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 },
    );
    const cpu = Number(/cpu ([\d.]+)$/.exec(stderr)?.[1] ?? "NaN");
    const result = status === 0 || status === 1 ? JSON.parse(stdout) : undefined;
    const cases = result?.subjects.flatMap((subject) => subject.cases) ?? [];
    rows.push({
      id,
      status,
      cpu,
      verdict: result?.verdict,
      cases: cases.length,
      cpuPerCase: cpu / Math.max(1, cases.length),
    });
    const why = cases
      .flatMap((each) => each.reasons)
      .map(
        ({ verdict, text, detail }) => `${verdict}: ${text} ${(detail[1] ?? detail[0] ?? "").slice(0, 160)}`,
      );
    console.log(
      `${id}\t${status}\t${result?.verdict ?? stderr.split("\n")[0]}\t${cases.length}\t${cpu.toFixed(2)}\t${[...new Set(why)].slice(0, 3).join(" | ")}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const count = (test) => rows.filter(test).length;
const times = rows.map(({ cpuPerCase }) => cpuPerCase).sort((a, b) => a - b);
console.log(
  `${rows.length} charts: ${count(({ verdict }) => verdict === "safe")} safe, ${count(({ verdict }) => verdict === "look-here")} look here, ${count(({ verdict }) => verdict === "breaks")} breaks, ${count(({ verdict }) => verdict === undefined)} errors; CPU a case: median ${times[times.length >> 1]?.toFixed(2)}s, worst ${times.at(-1)?.toFixed(2)}s`,
);
