import { serveJobs } from "../node/serve-jobs.ts";
import { runCase } from "./run-case.ts";

serveJobs(runCase);
