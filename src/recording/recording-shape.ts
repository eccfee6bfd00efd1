import { recordingFormat } from "./recording.ts";
import {
  among,
  bool,
  either,
  type JsonObject,
  list,
  map,
  number,
  record,
  type Shape,
  seconds,
  text,
} from "./shape.ts";

const name = { kind: text, namespace: text, name: text };
const ending = {
  start: seconds,
  end: seconds,
  outcome: among("succeeded", "failed", "unfinished"),
  error: text,
};
const orNull = (shape: Shape): Shape => either(shape, among(null));
const lines = list(record({ t: seconds, line: text }));
const hookEvent = among(
  ..."pre-install post-install pre-delete post-delete pre-upgrade post-upgrade pre-rollback post-rollback test".split(
    " ",
  ),
);
const phaseEvent = either(hookEvent, among(""));

/** An object as far as every view of it relies on. */
const object = record({ apiVersion: text, kind: text, metadata: record({ name: text }) });

const write = record(
  { t: seconds, type: among("EXISTING", "ADDED", "MODIFIED", "DELETED"), ...name },
  { object, changes: map },
);

const finding = record(
  { rule: text, severity: among("error", "warning", "note"), message: text, advice: text },
  {
    object: record(name),
    place: record({}, { file: text, line: number, column: number }),
    t: seconds,
    rows: list(text),
    trial: text,
  },
);

const behaviour = record({
  ...{
    t: seconds,
    namespace: text,
    pod: text,
    container: text,
    image: text,
    workload: text,
    attempt: number,
  },
  ...{ run: orNull(seconds), exitCode: number, oomKilled: bool },
  ...{ startedAfter: orNull(seconds), readyAfter: orNull(seconds), liveUntil: orNull(seconds) },
  ...{ stop: either(seconds, among("ignore")), errors: list(text) },
  source: record({ kind: among("scenario", "annotation", "command", "default") }),
});

/** A recording as it is written down (see Recording, whose fields these are, and `serializeRecording`). */
export const recordingShape: Shape = record(
  {
    ...{
      format: among(recordingFormat),
      helmVersion: text,
      kubernetesVersion: text,
      seed: number,
      startedAt: text,
      namespace: text,
      end: seconds,
    },
    steps: list(
      record({ command: text, start: seconds, end: seconds, exitCode: number, stdout: text, stderr: text }),
    ),
    watch: record({ pods: lines, jobs: lines, deployments: lines, statefulsets: lines, daemonsets: lines }),
    events: list(
      record({
        ...{
          t: seconds,
          type: among("Normal", "Warning"),
          reason: text,
          ...name,
          fieldPath: text,
          source: text,
        },
        ...{ message: text, count: number, first: seconds },
      }),
    ),
    hooks: list(
      record({
        ...{ release: text, revision: number, event: hookEvent, weight: number, order: number, of: number },
        ...{ ...name, why: text, path: text, line: number, deletePolicies: list(text), ...ending },
      }),
    ),
    phases: list(
      record({
        ...{ release: text, revision: number, event: phaseEvent, ...ending },
        name: among("crds", "hooks", "create", "update", "delete", "wait-ready", "wait-deleted", "undo"),
      }),
    ),
    objects: list(write),
    findings: list(finding),
    left: list(record(name)),
  },
  { behaviours: list(behaviour) },
);

/** The format of recordings for other tools. */
export const recordingJsonSchema: JsonObject = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "seatrial recording",
  description: `Everything that happened in a run, as -o json prints it, in the format ${recordingFormat}.`,
  ...recordingShape.json,
};
