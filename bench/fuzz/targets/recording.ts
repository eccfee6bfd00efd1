import { readScenario } from "../../../src/node/read-scenario.ts";
import { simulateScenario } from "../../../src/node/simulate-scenario.ts";
import { compareRecordings } from "../../../src/recording/compare.ts";
import { deserializeRecording } from "../../../src/recording/deserialize.ts";
import { lanes } from "../../../src/recording/lanes.ts";
import { normalizeRecording } from "../../../src/recording/normalize.ts";
import { printEvents } from "../../../src/recording/print-events.ts";
import { printWatches } from "../../../src/recording/print-watch.ts";
import { serializeRecording } from "../../../src/recording/serialize.ts";
import type { RandomStream } from "../../../src/sim/random.ts";
import { mutateText, pick } from "../mutate.ts";
import type { FuzzTarget } from "../target.ts";

const whole = simulateScenario(await readScenario("scenarios/hook-fails/scenario.yaml"), { trials: false });
const text = serializeRecording(whole);

/** Saved recordings that somebody has edited, cut off, or made with another program. */
export const recording: FuzzTarget = {
  name: "recording",
  input: (random) =>
    random.below(4) === 0
      ? mutateText(text, [text], random)
      : JSON.stringify(changed(JSON.parse(text), random)),
  run(input) {
    const read = deserializeRecording(input as string, "recording.json");
    printWatches(read, ["Pod", "Job"], { wide: true });
    printEvents(read);
    lanes(read);
    normalizeRecording(read);
    compareRecordings(whole, read);
  },
};

/** The same document with another value somewhere. */
function changed(document: unknown, random: RandomStream): unknown {
  let at: unknown = document;
  for (;;) {
    if (typeof at !== "object" || at === null) return document;
    const inside = at as Record<string, unknown>;
    const key = pick(Object.keys(inside).length === 0 ? ["x"] : Object.keys(inside), random);
    const value = inside[key];
    if (typeof value === "object" && value !== null && random.below(6) > 0) {
      at = value;
      continue;
    }
    const other = pick([null, 0, -1, 1e300, "", "x", true, [], {}, [null], { a: 1 }, undefined], random);
    inside[key] = other;
    return document;
  }
}
