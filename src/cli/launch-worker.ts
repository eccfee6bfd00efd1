import { parentPort, workerData } from "node:worker_threads";
import { ChunkLoader } from "./launch/chunk-loader.ts";
import { CodeCache } from "./launch/code-cache.ts";

/** Names this build; the build script puts it in. */
declare const BUILD: string;

// a `WorkerPool` names the chunk that serves jobs
const chunk = String(workerData);
const loader = new ChunkLoader(__dirname, require, new CodeCache(BUILD, chunk.replace(/\.js$/, "")));
loader.load(chunk);
// the first job has called most of what any other does
parentPort?.once("message", () => loader.keepCompiled());
