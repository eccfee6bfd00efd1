import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { deserializeRecording } from "./deserialize.ts";
import { printWatch } from "./print-watch.ts";
import { recordingFormat } from "./recording.ts";
import { recordingJsonSchema } from "./recording-shape.ts";

/**
 * A file that version 0.1.0 wrote. It stays as it is: people keep recordings, and what reads this format has to read
 * all of them. Where that cannot be, the format gets a new number.
 */
const file = "snapshots/formats/recording-1.json";
const json = readFileSync(file, "utf8");

test("a recording of the first version of the format is read and shown as it was", () => {
  const recording = deserializeRecording(json, file);
  expect(recording.format).toBe(recordingFormat);
  expect(printWatch(recording, "Pod")).toEqual(recording.watch.pods);
  expect(recording.steps.map(({ exitCode }) => exitCode)).toEqual([1]);
  expect(recording.hooks.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
    "check-database succeeded",
    "migrate-schema failed",
  ]);
});

test("the schema that is published today still describes it", () => {
  const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(recordingJsonSchema);
  expect(validate(JSON.parse(json)), JSON.stringify(validate.errors)).toBe(true);
});
