import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fieldsOf } from "../../../src/cluster/api/types/field-types.ts";
import { simulateScenario } from "../../../src/node/simulate-scenario.ts";
import { loadScenario } from "../../../src/scenario/load-scenario.ts";
import type { RandomStream } from "../../../src/sim/random.ts";
import { pick } from "../mutate.ts";
import type { FuzzTarget } from "../target.ts";
import { type ChartFiles, randomChart, writeChart } from "./random-chart.ts";

interface Input {
  readonly chart: ChartFiles;
  readonly helm: string;
  readonly steps: readonly string[];
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const oddValues: readonly Json[] = [
  ...[0, 1, -1, 1.5, 1e20, true, false, null, "", "x", "5", "-1", "100%", "é", "a\nb", "x".repeat(300)],
  ...[[], [1], ["a"], [{}], [null], [[]], [{ name: 1 }], [{ name: "x" }, { name: "x" }]],
  ...[{}, { a: 1 }, { name: "x" }],
];
const structs = [
  "ObjectMeta",
  "PodSpec",
  "Container",
  "DeploymentSpec",
  "JobSpec",
  "ServiceSpec",
  "Probe",
  "Volume",
];
const fieldNames = structs.flatMap((struct) => [...(fieldsOf(struct)?.keys() ?? [])]);
const folder = mkdtempSync(join(tmpdir(), "seatrial-objects-"));

/** Objects with any value anywhere: the server refuses them or takes them, and rules look at what is left. */
export const objects: FuzzTarget = {
  name: "objects",
  input(random: RandomStream): Input {
    const chart = Object.entries(randomChart(random, random)).map(([path, text]) => {
      if (path === "Chart.yaml" || random.below(2) === 0) return [path, text];
      const object: Json = JSON.parse(text);
      for (let i = random.below(3); i >= 0; i--) spoil(object, random);
      return [path, JSON.stringify(object)];
    });
    const install = `helm install demo ./chart${pick(["", " --wait", " --wait --wait-for-jobs"], random)}`;
    const more = ["helm upgrade demo ./chart", "helm rollback demo", "helm test demo", "helm uninstall demo"];
    return {
      chart: Object.fromEntries(chart) as ChartFiles,
      helm: pick(["3.2.0", "3.17.3", "4.1.4", "4.2.1"], random),
      steps: [
        install,
        ...more.filter(() => random.below(3) === 0),
        ...(random.below(2) === 0 ? [patchOf(pick(chart.slice(1), random)[1] ?? "{}", random)] : []),
      ],
    };
  },
  async run(input) {
    const { chart, helm, steps } = input as Input;
    writeChart(join(folder, "chart"), chart);
    const text = JSON.stringify({ helm: { version: helm }, steps });
    const scenario = await loadScenario({ file: join(folder, "scenario.yaml"), text, readFile: () => "" });
    simulateScenario(scenario, { trials: true });
  },
};

/** A patch of an object of the chart, with anything in it. */
function patchOf(text: string, random: RandomStream): string {
  const object = JSON.parse(text) as { [key: string]: Json };
  const kind = String(object["kind"]).toLowerCase();
  const name = (object["metadata"] as { readonly name?: Json } | null)?.name;
  const type = pick(["strategic", "merge", "json"], random);
  const part = pick(["spec", "metadata", "data", "status"], random);
  const patch: Json = { [part]: object[part] ?? {} };
  for (let i = random.below(3); i >= 0; i--) spoil(patch, random);
  const operation = {
    op: pick(["add", "replace", "remove", "test", "move", "copy"], random),
    path: pick(
      ["/spec", "/spec/replicas", "/spec/template/spec/containers/0/env", "/metadata/labels/a", "/"],
      random,
    ),
    from: pick(["/spec", "/metadata/name"], random),
    value: pick(oddValues, random),
  };
  const content = JSON.stringify(type === "json" ? [operation] : patch).replaceAll("'", "");
  const status = random.below(5) === 0 ? " --subresource status" : "";
  return `kubectl patch ${kind} ${typeof name === "string" && name !== "" ? name.slice(0, 60) : "x"} --type ${type}${status} -p '${content}'`;
}

/** Changes, adds or removes something somewhere in an object, but for what it is. */
function spoil(object: Json, random: RandomStream): void {
  const places = [...placesIn(object)].filter(({ key }) => key !== "kind" && key !== "apiVersion");
  if (places.length === 0) return;
  const { parent, key } = pick(places, random);
  const value = structuredClone(pick(oddValues, random));
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else if (random.below(6) === 0) delete parent[key];
  else parent[random.below(4) === 0 ? pick(fieldNames, random) : key] = value;
}

function* placesIn(value: Json): Generator<{ parent: Json[] | { [key: string]: Json }; key: string }> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, below] of Object.entries(value)) {
    yield { parent: value, key };
    yield* placesIn(below);
  }
}
