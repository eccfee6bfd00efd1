import type { ValidateSchema } from "../chart/render-chart.ts";
import { validateValues } from "../chart/schema/validate-values.ts";
import { loadRegex } from "./load-modules.ts";

/** values.schema.json as Helm's library of the time reads it. */
export const validateSchema: ValidateSchema = (schema, values, profile) =>
  validateValues(schema, values, profile, loadRegex);
