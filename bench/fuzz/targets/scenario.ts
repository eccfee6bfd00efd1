import { loadScenario } from "../../../src/scenario/load-scenario.ts";
import { corpus } from "../corpus.ts";
import { mutateText, pick } from "../mutate.ts";
import type { FuzzTarget } from "../target.ts";

const texts = corpus(["scenarios", "bench/fuzz/corpus"], /scenario[^/]*\.yaml$/);

/** Scenario files with mistakes: each is told, none breaks the program. */
export const scenario: FuzzTarget = {
  name: "scenario",
  input: (random) => mutateText(pick(texts, random), texts, random),
  async run(input) {
    await loadScenario({
      file: "a/scenario.yaml",
      text: input as string,
      readFile: () => "kind: ConfigMap\n",
    });
  },
};
