import { renderProfile } from "../../../src/chart/render-profile.ts";
import { GoMap } from "../../../src/gotemplate/value.ts";
import { fromYaml } from "../../../src/goyaml/helm-functions.ts";
import { validateSchema } from "../../../src/node/validate-schema.ts";
import type { RandomStream } from "../../../src/sim/random.ts";
import { corpus } from "../corpus.ts";
import { mutateText, pick } from "../mutate.ts";
import type { FuzzTarget } from "../target.ts";

const schemas = corpus(["bench/fuzz/corpus/schema"], /\.json$/);
const values = corpus(["scenarios", "bench/fuzz/corpus"], /values[^/]*\.yaml$/);

interface Input {
  readonly schema: string;
  readonly values: string;
  readonly helmVersion: string;
}

/** values.schema.json of a stranger, in both of the libraries that Helm has used. */
export const schema: FuzzTarget = {
  name: "schema",
  input: (random: RandomStream): Input => ({
    schema: mutateText(pick(schemas, random), schemas, random),
    values: mutateText(pick(values, random), values, random),
    helmVersion: pick(["3.17.3", "4.1.4"], random),
  }),
  run(input) {
    const { schema, values, helmVersion } = input as Input;
    const read = fromYaml(values);
    const text = validateSchema(
      new TextEncoder().encode(schema),
      read instanceof GoMap ? read : new GoMap(),
      renderProfile(helmVersion),
    );
    // What went wrong is told as a text, so that a defect would be, too: the driver looks at it.
    if (text !== undefined) throw new Error(text);
  },
};
