import { renderTemplates } from "../../../src/node/render-templates.ts";
import type { RandomStream } from "../../../src/sim/random.ts";
import { corpus } from "../corpus.ts";
import { mutateText, pick } from "../mutate.ts";
import type { FuzzTarget } from "../target.ts";

const templates = corpus(["scenarios", "bench/fuzz/corpus"], /\/templates\/[^/]+$|\.tpl$/);
const values = corpus(["scenarios", "bench/fuzz/corpus"], /values[^/]*\.yaml$/);
const actions = corpus(["bench/fuzz/corpus/template"], /\.txt$/).flatMap((text) => text.split("\n"));

interface Input {
  readonly files: Record<string, string>;
  readonly helmVersion: string;
}

/** Templates and values, changed, through the whole engine of both generations. */
export const template: FuzzTarget = {
  name: "template",
  input(random: RandomStream): Input {
    const body = random.below(2) === 0 ? pick(templates, random) : pick(actions, random);
    const nested = random.below(4) === 0 ? mutateText(pick(templates, random), actions, random) : "";
    return {
      files: {
        "Chart.yaml": "apiVersion: v2\nname: demo\nversion: 1.0.0\n",
        "values.yaml":
          random.below(3) === 0 ? mutateText(pick(values, random), values, random) : pick(values, random),
        "templates/_helpers.tpl": nested,
        "templates/a.yaml": mutateText(body, [...actions, pick(templates, random)], random),
      },
      helmVersion: pick(["3.17.3", "4.1.4"], random),
    };
  },
  run(input) {
    const { files, helmVersion } = input as Input;
    renderTemplates({ files }, { releaseName: "demo", namespace: "default", helmVersion });
  },
};
