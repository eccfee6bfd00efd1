import { reusingAdapters } from "../../node/reusing-adapters.ts";
import { serveJobs } from "../../node/serve-jobs.ts";
import type { Mishap } from "./mishap.ts";
import { outcomeOf, runMishap, type Setting } from "./run-mishap.ts";

/** What a worker is given. */
export interface MishapJob {
  readonly setting: Setting;
  readonly mishap: Mishap;
}

const adapters = reusingAdapters();

serveJobs(({ setting, mishap }: MishapJob) =>
  outcomeOf(runMishap(setting, mishap, adapters), setting.release),
);
