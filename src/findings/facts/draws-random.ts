import type { Chart } from "../../chart/chart.ts";

/** Whether a template of the chart calls a function that gives something else each time. */
export const drawsRandom = ({ templates, dependencies }: Chart): boolean =>
  templates.some(({ data }) => random.test(new TextDecoder().decode(data))) || dependencies.some(drawsRandom);

const random = /\b(rand(AlphaNum|Alpha|Numeric|Ascii|Bytes|Int)|uuidv4|shuffle)\b/;
