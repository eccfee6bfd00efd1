import { basename, dirname, join, sep } from "node:path";
import { readScenario } from "../node/read-scenario.ts";
import { defaultScenario, type Scenario } from "../scenario/scenario.ts";
import { withFlags } from "../scenario/with-flags.ts";
import { quoteWords } from "../util/quote-words.ts";
import type { CheckCase } from "./check-case.ts";
import { expandMatrix } from "./expand-matrix.ts";
import type { Source } from "./find-scenarios.ts";
import { listFolder } from "./list-folder.ts";

/** What the command line changes in every scenario. */
export interface CaseOverrides {
  /** flags for each helm install and upgrade (`--set`, `a=1`), which are not part of the snapshot */
  readonly flags: readonly string[];
  readonly helmVersion?: string;
  readonly kubernetesVersion?: string;
  readonly seed?: number;
  /** the folder of all snapshots; default: see snapshotFolder */
  readonly snapshots?: string;
}

/** The cases of a scenario file or a chart. @throws SeatrialError, ScenarioError */
export async function loadCases(
  source: Source,
  { flags, snapshots, ...versions }: CaseOverrides,
): Promise<CheckCase[]> {
  const read = source.kind === "chart" ? chartScenario(source.path) : await readScenario(source.path);
  const folder = snapshots ?? (source.kind === "chart" ? "snapshots" : snapshotFolder(source.path));
  return expandMatrix(read, listFolder).map(({ labels, scenario }) => ({
    id: labels.length === 0 ? scenario.name : `${scenario.name} (${labels.join(", ")})`,
    file: source.path,
    snapshotFile: join(folder, `${[scenario.name, ...labels].map(fileName).join("@")}.trace`),
    scenario: withFlags({ ...scenario, ...versions }, flags, []),
  }));
}

/** `snapshots/` beside the folder `scenarios/` that a file is in, or else beside the file. */
function snapshotFolder(file: string): string {
  const parts = dirname(file).split(sep);
  const at = parts.lastIndexOf("scenarios");
  return at < 0 ? join(dirname(file), "snapshots") : join(parts.slice(0, at).join(sep), "snapshots");
}

/** A chart as chart-testing tries it: installed once with each of its ci/*-values.yaml, or once with its own values. */
function chartScenario(path: string): Scenario {
  const name = basename(join(process.cwd(), path));
  const args = ["install", name, path, "--wait"];
  const ci = listFolder(join(path, "ci")).filter((file) => file.endsWith("-values.yaml"));
  return {
    ...defaultScenario,
    name,
    steps: [{ kind: "helm", args, command: `helm ${quoteWords(args)}`, timeout: undefined, place: {} }],
    matrix: {
      ...defaultScenario.matrix,
      values: ci.length === 0 ? undefined : ci.map((file) => join(path, "ci", file)),
    },
  };
}

const fileName = (text: string): string => text.replace(/[^\w.=-]+/g, "-");
