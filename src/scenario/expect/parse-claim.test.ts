import { describe, expect, test } from "vitest";
import { parseClaim } from "./parse-claim.ts";
import { SentenceError } from "./word-reader.ts";

const job = { kind: "Job", namespace: "", name: "a" };
const completes = { of: "object", object: job, verb: "completes" };

describe("a sentence is read", () => {
  test.each([
    ["step 1 exits 0", { kind: "exits", step: 1, code: 0 }],
    ['step 2 prints "two, words"', { kind: "prints", step: 2, text: "two, words", never: false }],
    ["step 2 never prints Error:  x", { kind: "prints", text: "Error:  x", never: true }],
    ["release demo is pending-install", { kind: "release", release: "demo", status: "pending-install" }],
    ["Job/a completes", { kind: "happens", moment: completes, never: false }],
    ["Job/a never completes", { kind: "happens", moment: completes, never: true }],
    [
      "Pod/x/web-* is never CrashLoopBackOff",
      {
        kind: "happens",
        never: true,
        moment: {
          of: "state",
          state: "CrashLoopBackOff",
          object: { kind: "Pod", namespace: "x", name: "web-*" },
        },
      },
    ],
    [
      "Job/a completes before Deployment/web is created",
      { kind: "before", first: completes, second: { of: "object", verb: "is created" }, never: false },
    ],
    [
      "Job/a completes never before hook Job/a starts",
      { kind: "before", second: { of: "hook", hook: { event: "", object: job } }, never: true },
    ],
    ["step 1 ends happens after Job/a completes", { kind: "before", first: completes, second: { step: 1 } }],
    [
      "pre-install hook Job/a never overlaps step 2",
      { kind: "overlaps", never: true, one: { hook: { event: "pre-install" } }, other: { step: 2 } },
    ],
    [
      "Deployment/web never has fewer than 2 ready",
      { kind: "count", never: "fewer", than: 2, state: "ready", object: { name: "web" } },
    ],
    ["within 1m30s", { kind: "within", milliseconds: 90_000, moment: undefined, since: undefined }],
    [
      "Job/a completes within 5s of step 1 starts",
      { kind: "within", milliseconds: 5000, moment: completes, since: { step: 1 } },
    ],
    ["nothing is left", { kind: "left", objects: [] }],
    ["left: Job/a, Pod/b-*", { kind: "left", objects: [job, { kind: "Pod", name: "b-*" }] }],
    ["Job/a is not left", { kind: "is left", object: job, never: true }],
    ["no findings", { kind: "finding", rule: "", object: undefined, never: true }],
    [
      "finding hook-left-blocks-next-run on Job/a",
      { kind: "finding", rule: "hook-left-blocks-next-run", object: job, never: false },
    ],
    ["Pod/* has at most 7 rows", { kind: "rows", comparison: "at most", count: 7 }],
    ["Pod/* has 1 row", { kind: "rows", comparison: "exactly", count: 1 }],
    [
      "Certificate.cert-manager.io/tls is Ready",
      { kind: "happens", moment: { of: "state", state: "Ready" } },
    ],
    ["Pod/a is Init:0/2", { kind: "happens", moment: { state: "Init:0/2" } }],
  ])("%s", (sentence, claim) => {
    expect(parseClaim(sentence)).toMatchObject(claim);
  });
});

describe("a mistake is marked, and the nearest word named", () => {
  test.each([
    ["Job/a competes", "competes", 'Did you mean "completes"?'],
    ["Jbo/a completes", "Jbo", 'Did you mean "Job"?'],
    ["deployments/a is ready", "deployments", 'Did you mean "Deployment"?'],
    ["Pod/a is Runing", "Runing", 'Did you mean "Running"?'],
    ["Pod/a is never CrashLoopBackof", "CrashLoopBackof", 'Did you mean "CrashLoopBackOff"?'],
    ["release demo is deploid", "deploid", 'Did you mean "deployed"?'],
    ["realease demo is deployed", "realease", 'Did you mean "release"?'],
    ["step 1 exists 0", "exists", 'Did you mean "exits"?'],
    ["no finding hook-fail on Job/a", "hook-fail", 'Did you mean "hook-fails"?'],
    ["step 0 exits 0", "0", ""],
    ["step 1 exits 256", "256", ""],
    ["Job/a completes bfore Job/b starts", "bfore", 'Did you mean "before"?'],
    ["Job/a completes before", "e", ""],
    ["within 90", "90", ""],
    ["pre-instal hook Job/a starts", "pre-instal", 'Did you mean "pre-install"?'],
    ["Deployment/web never has fewer than 2 redy", "redy", 'Did you mean "ready"?'],
    ["Job/a is created today", "today", ""],
    ["Job is created", "Job", ""],
    ["nothing is left behind", "behind", ""],
  ])("%s", (sentence, marked, hint) => {
    const error = (() => {
      try {
        return parseClaim(sentence);
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toBeInstanceOf(SentenceError);
    const { start, end, hint: given } = error as SentenceError;
    expect([sentence.slice(start, end), given]).toEqual([marked, hint]);
  });
});
