import type { ValidateSchema } from "../chart/render-chart.ts";

export const validateSchema: ValidateSchema = () => undefined;
