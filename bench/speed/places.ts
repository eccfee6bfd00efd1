import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** The bench runs in the project's folder. */
export const program = resolve("dist/cli.js");
export const foundingChart = resolve("scenarios/hook-weights/chart");
/** Charts of other projects, if they are there. */
export const charts = existsSync("../shared/charts/index.tsv") ? resolve("../shared/charts") : undefined;
/** A real Helm, if one was named. */
export const helm = process.env["HELM"];
