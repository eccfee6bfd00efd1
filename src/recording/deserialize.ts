import { controllerOf, type KubeObject } from "../cluster/api/object.ts";
import { kubernetesRules } from "../cluster/kubernetes-rules.ts";
import { columnsFor } from "../kubectl/columns/columns-for.ts";
import { applyMergePatch } from "../kubectl/patch/merge-patch.ts";
import { SeatrialError } from "../util/errors.ts";
import { type RecordedWrite, type Recording, recordingFormat, type StoredWrite } from "./recording.ts";
import { recordingShape } from "./recording-shape.ts";

/**
 * Reads what `serializeRecording` wrote.
 *
 * @param file how to call the source in errors
 * @throws SeatrialError for anything else, and for a format that is newer than this program
 */
export function deserializeRecording(json: string, file: string): Recording {
  const value = parse(json, file);
  checkFormat(value.format, file);
  const problem = recordingShape.problem(value, "");
  if (problem !== undefined) throw damaged(file, problem);
  const recording = value as unknown as Recording & { readonly objects: readonly StoredWrite[] };
  // a recording of an earlier version has no behaviours
  const { behaviours = [] } = recording;
  const objects = writesOf(recording.objects, file);
  checkObjects(objects, recording, file);
  return { ...recording, behaviours, objects };
}

/** Whatever shows these objects would stumble over those that are not what their kind says. */
function checkObjects(
  objects: readonly RecordedWrite[],
  { kubernetesVersion, startedAt }: Recording,
  file: string,
): void {
  const rules = kubernetesRules(kubernetesVersion);
  if (rules === undefined) throw damaged(file, `Kubernetes ${kubernetesVersion} is not known`);
  const start = Date.parse(startedAt);
  if (Number.isNaN(start)) throw damaged(file, "startedAt is no time");
  for (const [i, { kind, object, t }] of objects.entries()) {
    const context = { now: start + t * 1000, rules };
    try {
      if (!columnsFor(kind, rules).every(({ cell }) => typeof cell(object, context) === "string"))
        throw new TypeError("a cell is no text");
      controllerOf(object);
    } catch (cause) {
      throw damaged(file, `objects[${i}] is no ${kind} that could be shown`, cause);
    }
  }
}

function parse(json: string, file: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new SeatrialError("recording-unreadable", `${file} is no JSON: ${(cause as Error).message}`, {
      file,
      hint: "A recording is what a run prints with -o json.",
      cause,
    });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw notARecording(file);
}

function checkFormat(format: unknown, file: string): void {
  if (format === recordingFormat) return;
  const version = typeof format === "string" ? /^seatrial-recording\/(\d+)$/.exec(format)?.[1] : undefined;
  if (version === undefined) throw notARecording(file);
  throw new SeatrialError(
    "recording-format",
    `${file} is a recording of format ${version}; this version reads format ${recordingFormat.split("/")[1]}.`,
    { file, hint: "Record the run again, or use the version of seatrial that wrote the file." },
  );
}

const notARecording = (file: string): SeatrialError =>
  new SeatrialError("not-a-recording", `${file} is no recording: it has no "format": "${recordingFormat}".`, {
    file,
    hint: "A recording is what a run prints with -o json.",
  });

const damaged = (file: string, what: string, cause?: unknown): SeatrialError =>
  new SeatrialError("recording-damaged", `${file} is no complete recording: ${what}.`, {
    file,
    cause,
    hint: "Was the file cut off, or changed by hand? Record the run again.",
  });

/** Turns changes back into the objects that they lead to. */
function writesOf(stored: readonly StoredWrite[], file: string): RecordedWrite[] {
  const latest = new Map<string, KubeObject>();
  return stored.map(({ t, type, kind, namespace, name, object: whole, changes }, i) => {
    const key = `${kind}/${namespace}/${name}`;
    const before = latest.get(key);
    const object =
      whole ?? (before === undefined || changes === undefined ? undefined : applyMergePatch(before, changes));
    if (object === undefined)
      throw damaged(file, `objects[${i}] changes ${kind} ${name}, which no entry before it has`);
    if (type === "DELETED") latest.delete(key);
    else latest.set(key, object as KubeObject);
    return { t, type, kind, namespace, name, object: object as KubeObject };
  });
}
