import { readScenario, simulate } from "../../src/index.ts";
import { type CaseScore, compareCase } from "./compare-case.ts";
import { recordedCases } from "./recorded-case.ts";

/** Simulates every recorded case below a folder and holds it against what was recorded; `only` is a part of the name. */
export async function scoreRecordings(folder: string, only?: string): Promise<CaseScore[]> {
  const scores: CaseScore[] = [];
  for (const real of recordedCases(folder, only)) {
    const scenario = { ...(await readScenario(real.scenario)), helmVersion: real.helmVersion };
    scores.push(compareCase(real, simulate(scenario, { namespace: real.namespace })));
  }
  return scores;
}
