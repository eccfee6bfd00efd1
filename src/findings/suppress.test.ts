import { expect, test } from "vitest";
import { nodeAdapters } from "../node/node-adapters.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { newFindings, readBaseline, writeBaseline } from "./baseline.ts";
import { findingsIn, of } from "./findings.test-support.ts";
import { reaches } from "./findings-text.ts";

const pod = (annotation: string, comment = "") => `apiVersion: v1
kind: Pod
metadata: {name: web${annotation}}
${comment}
spec: {containers: [{name: c, image: nginx}]}
`;
const moving = (chart: string, metadata = "") =>
  of("image-tag-moves", findingsIn(nodeAdapters, { charts: { c: chart }, metadata }));

test("a finding is silenced on its object, by annotation or comment, or for the whole chart", () => {
  expect(moving(pod(""))).toHaveLength(1);
  expect(moving(pod(', annotations: {ignore.seatrial.dev/image-tag-moves: "a toy"}'))).toEqual([]);
  expect(moving(pod("", "# seatrial:ignore image-tag-moves a toy"))).toEqual([]);
  expect(moving(pod(""), "annotations: {ignore.seatrial.dev/image-tag-moves: a toy}\n")).toEqual([]);
});

test("another rule's silence, or one without a reason, silences nothing", () => {
  expect(moving(pod(', annotations: {ignore.seatrial.dev/job-fails: "a toy"}'))).toHaveLength(1);
  const bare = pod(', annotations: {ignore.seatrial.dev/image-tag-moves: ""}');
  expect(moving(bare)).toHaveLength(1);
  expect(of("suppression-without-reason", findingsIn(nodeAdapters, { charts: { c: bare } }))).toHaveLength(1);
});

test("a baseline takes known findings away, and no others", () => {
  const found = findingsIn(nodeAdapters, { charts: { c: pod("") } });
  const known = readBaseline(writeBaseline(found), "known.json");
  expect(newFindings(found, known)).toEqual([]);
  const others = findingsIn(nodeAdapters, { charts: { c: pod("").replace("web", "other") } });
  expect(newFindings(others, known)).toEqual(others);
  expect(() => readBaseline("{}", "known.json")).toThrow(/no baseline/);
});

test("a threshold is reached by findings that bad and worse", () => {
  const note = { rule: "r", severity: "note", message: "", advice: "" } as const;
  expect(reaches([note], "note")).toBe(true);
  expect(reaches([note], "warning")).toBe(false);
  expect(reaches([{ ...note, severity: "error" }], "warning")).toBe(true);
  expect(reaches([note], "none")).toBe(false);
});

test("a scenario says what is harmless in it: everywhere, or for objects by their names", () => {
  const charts = { c: pod("") };
  const left = (ignore: Scenario["ignore"]) =>
    of("image-tag-moves", findingsIn(nodeAdapters, { charts, scenario: { ignore } }));
  const entry = { rule: "image-tag-moves", object: undefined, reason: "a toy" } as const;
  expect(left([entry])).toEqual([]);
  expect(left([{ ...entry, object: "Pod/w*" }])).toEqual([]);
  expect(left([{ ...entry, object: "Pod/other" }])).toHaveLength(1);
  expect(left([{ ...entry, rule: "job-fails" }])).toHaveLength(1);
});
