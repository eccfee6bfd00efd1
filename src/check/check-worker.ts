import { reusingAdapters } from "../node/reusing-adapters.ts";
import { serveJobs } from "../node/serve-jobs.ts";
import { type CheckJob, runCase } from "./run-case.ts";

const adapters = reusingAdapters();

serveJobs((job: CheckJob) => runCase(job, adapters));
