import { parseClaim } from "../expect/parse-claim.ts";
import { SentenceError } from "../expect/word-reader.ts";
import type { Expectation } from "../scenario.ts";
import type { Schema } from "./schema.ts";
import { text } from "./schema.ts";

/** A sentence of `expect:`. Where it holds a colon, YAML reads `left: Job/a` as a map: it is meant as it is written. */
export const expectation: Schema<Expectation> = {
  json: {
    anyOf: [
      { type: "string" },
      { type: "object", maxProperties: 1, additionalProperties: { type: "string" } },
    ],
  },
  read(tree, problems) {
    const { source } = problems;
    const written = source.text.slice(tree.start, tree.end).trimEnd();
    const colon = tree.kind === "map" && tree.entries.length === 1 && !/[\n{]/.test(written);
    const sentence = colon ? written : text("a sentence such as: step 1 exits 0").read(tree, problems);
    if (sentence === undefined) return undefined;
    try {
      return { sentence, claim: parseClaim(sentence), place: source.placeOf(tree.start) };
    } catch (error) {
      if (!(error instanceof SentenceError)) throw error;
      // the offsets hold where the sentence stands in the file as it is, on one line
      const at = source.text.indexOf(sentence, tree.start);
      const exact = at >= 0 && at <= tree.start + 1;
      problems.add(
        exact ? { start: at + error.start, end: at + error.end } : tree,
        error.message,
        error.hint,
      );
      return undefined;
    }
  },
};
