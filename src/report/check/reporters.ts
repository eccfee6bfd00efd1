import { defaultReporter } from "./default-reporter.ts";
import { dotReporter } from "./dot-reporter.ts";
import { githubReporter } from "./github-reporter.ts";
import { jsonReporter } from "./json-reporter.ts";
import { junitReporter } from "./junit-reporter.ts";
import type { ReporterFactory } from "./reporter.ts";
import { tapReporter } from "./tap-reporter.ts";

/** Every report of `seatrial check` by its name. */
export const reporters: ReadonlyMap<string, ReporterFactory> = new Map([
  ["default", defaultReporter],
  ["dot", dotReporter],
  ["tap", tapReporter],
  ["junit", junitReporter],
  ["json", jsonReporter],
  ["github", githubReporter],
]);
