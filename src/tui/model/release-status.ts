import type { RunIndex } from "./run-index.ts";

/** A release as its record says, in the newest revision that there is. */
export interface ReleaseStatus {
  readonly name: string;
  readonly revision: number;
  /** `deployed`, `pending-install`, `failed` … */
  readonly status: string;
}

/** What the newest records of the releases say at a time, one for each release. */
export function releasesAt(run: RunIndex, t: number): ReleaseStatus[] {
  const newest = new Map<string, ReleaseStatus>();
  for (const key of run.releaseRecords) {
    const { now } = run.writesAt(key, t);
    if (now === undefined || now.type === "DELETED") continue;
    const { name = "", version = "0", status = "" } = now.object.metadata.labels ?? {};
    const release = { name, revision: Number(version), status };
    if (release.revision > (newest.get(name)?.revision ?? 0)) newest.set(name, release);
  }
  return [...newest.values()];
}
