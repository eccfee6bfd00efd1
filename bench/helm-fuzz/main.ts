// Looks for what seatrial renders otherwise than a real Helm does:
// npm run fuzz:helm -- lines --helm PATH [--helm PATH] [--seed N] [--count N]
// npm run fuzz:helm -- trees --helm PATH [--helm PATH] [--seed N] [--count N]
// npm run fuzz:helm -- charts FOLDER --helm PATH [--helm PATH] [--seed N] [--count N] [--only TEXT]
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chartTrees } from "./chart-tree.ts";
import { RealHelm } from "./real-helm.ts";
import { Report } from "./report.ts";
import { chartFiles, TemplateLines } from "./template-lines.ts";
import { toggleCharts } from "./toggle-charts.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    helm: { type: "string", multiple: true, default: ["helm"] },
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "5" },
    only: { type: "string", default: "" },
  },
});
const [what, folder = "."] = positionals;
const helms = values.helm.map((path) => new RealHelm(path));
const report = new Report((line) => console.log(line));
const work = mkdtempSync(join(tmpdir(), "fuzz-"));
const seed = Number(values.seed);
const count = Number(values.count);
if (what === "charts") toggleCharts(folder, helms, { seed, count, only: values.only, work }, report);
else if (what === "trees") chartTrees(helms, { seed, count, work }, report);
else
  for (const helm of helms)
    new TemplateLines(chartFiles("bench/helm-fuzz/chart"), helm, work, report).run(seed, count);
console.log(report.summary);
process.exitCode = report.different > 0 ? 1 : 0;
