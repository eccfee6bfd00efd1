import { scenarioFile } from "./schema/scenario-schema.ts";
import type { JsonSchema } from "./schema/schema.ts";

/** The format of scenario files for editors and other tools, made from the same description as the loader. */
export const scenarioJsonSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "seatrial scenario",
  description: "A cluster, how its images and containers behave, and the commands that are given.",
  ...scenarioFile.json,
};
