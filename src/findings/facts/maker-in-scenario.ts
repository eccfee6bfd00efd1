import type { Manifest } from "../../chart/rendered-chart.ts";
import type { ObjectName } from "../../recording/recording.ts";
import { matchesGlob } from "../../scenario/glob.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Render } from "../evidence.ts";
import { type Maker, short } from "./declared.ts";

/** The workload of a release whose containers make an object, as a scenario's `creates` says. */
export function makerInScenario(
  { chart }: Render,
  { containers }: Scenario,
  needed: ObjectName,
): Maker | undefined {
  const workloads = containers
    .filter(({ creates = [] }) => creates.includes(short(needed)))
    .map(({ match }) => match?.workload ?? "*");
  const makes = ({ kind, name }: Manifest): boolean =>
    workloads.some((pattern) => matchesGlob(pattern, `${kind}/${name}`));
  const hook = chart.hooks.find(makes);
  if (hook !== undefined) return { as: "hook", manifest: hook };
  const manifest = chart.manifests.find(makes);
  return manifest === undefined ? undefined : { as: "manifest", manifest };
}
