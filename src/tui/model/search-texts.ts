import { keyOf } from "./key-of.ts";
import type { LogEntry } from "./log.ts";
import type { PodRow } from "./run-index.ts";

/** What a filter looks through, in lower case: a text for each pod, each row and each entry of the log. */
export interface SearchTexts {
  readonly pods: readonly string[];
  readonly rows: readonly string[];
  readonly log: readonly string[];
}

/** A pod is found by its name and its owners', an entry of the log by its object too. */
export function searchTexts(
  pods: readonly string[],
  ownersOf: (key: string) => readonly string[],
  rows: readonly PodRow[],
  log: readonly LogEntry[],
): SearchTexts {
  return {
    pods: pods.map((key) => `${key} ${ownersOf(key).join(" ")}`.toLowerCase()),
    rows: rows.map(({ line }) => line.toLowerCase()),
    log: log.map(({ reason, object, text }) =>
      `${reason} ${object === undefined ? "" : keyOf(object)} ${text}`.toLowerCase(),
    ),
  };
}
