import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";

const charts = fileURLToPath(new URL("../../../shared/charts/", import.meta.url));
const program = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const missing = !existsSync(charts);
if (missing) console.warn("no ../shared/charts: real charts are not compared");

const work = mkdtempSync(join(tmpdir(), "seatrial-charts-"));
afterAll(() => rmSync(work, { recursive: true }), 60_000);

/** The rows of a table by its first column, each with the second one. */
function rows(index: string): [id: string, second: string][] {
  if (missing) return [];
  const [, ...lines] = readFileSync(index, "utf8").trim().split("\n");
  return lines.map((line) => [line.split("\t")[0] ?? "", line.split("\t")[1] ?? ""]);
}

function unpack(packed: string, id: string): string {
  const folder = mkdtempSync(join(work, `${id}-`));
  spawnSync("tar", ["xzf", join(packed, `${id}.tgz`), "-C", folder]);
  return folder;
}

function template(chart: string, args: readonly string[]) {
  return spawnSync("node", [program, "template", "demo", chart, "-n", "demo", ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
}

const versions = ["3.17.3", "4.1.4"];

describe.skipIf(missing)("real charts", () => {
  test.each(rows(join(charts, "index.tsv")))("%s renders to the byte", (id, column) => {
    const chart = unpack(join(charts, "packed"), id);
    const values = join(charts, "values", `${id}.yaml`);
    const args = column.split(" ").filter((arg) => arg !== "");
    if (existsSync(values)) args.push("-f", values);
    for (const version of versions) {
      const golden = join(charts, "golden", `${id}.helm-${version}.yaml.gz`);
      if (!existsSync(golden)) continue;
      const words = args.map((arg) => arg.replace("$CHART", chart));
      const { stdout } = template(chart, [...words, `--helm-version=${version}`]);
      expect(stdout === gunzipSync(readFileSync(golden)).toString("utf8"), version).toBe(true);
    }
  });

  test.each(rows(join(charts, "refused/index.tsv")))("%s is refused in Helm's words", (id) => {
    const chart = unpack(join(charts, "refused/packed"), id);
    for (const version of versions) {
      const said = readFileSync(join(charts, `refused/said/${id}.helm-${version}.stderr`), "utf8");
      const cause = said.slice(said.indexOf("Error: ")).split("\n", 1)[0] ?? "";
      const { status, stderr } = template(chart, [`--helm-version=${version}`]);
      expect(status, version).toBe(2);
      expect(stderr, version).toContain(cause);
    }
  });
});
