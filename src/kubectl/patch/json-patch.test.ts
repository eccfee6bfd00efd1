import { expect, test } from "vitest";
import { applyJsonPatch } from "./json-patch.ts";

const document = { a: 1, list: ["x", "y"], deep: { "with/slash": { "and~tilde": 2 } } };

test.each([
  [[{ op: "add", path: "/b", value: 2 }], { ...document, b: 2 }],
  [[{ op: "add", path: "/list/-", value: "z" }], { ...document, list: ["x", "y", "z"] }],
  [[{ op: "add", path: "/list/1", value: "z" }], { ...document, list: ["x", "z", "y"] }],
  [[{ op: "replace", path: "/list/0", value: "z" }], { ...document, list: ["z", "y"] }],
  [[{ op: "remove", path: "/list/-1" }], { ...document, list: ["x"] }],
  [
    [{ op: "replace", path: "/deep/with~1slash/and~0tilde", value: 3 }],
    { ...document, deep: { "with/slash": { "and~tilde": 3 } } },
  ],
  [[{ op: "copy", from: "/a", path: "/b" }], { ...document, b: 1 }],
  [[{ op: "move", from: "/a", path: "/list/0" }], { list: [1, "x", "y"], deep: document.deep }],
  [
    [
      { op: "test", path: "/list", value: ["x", "y"] },
      { op: "remove", path: "/a" },
    ],
    { list: document.list, deep: document.deep },
  ],
  [[{ op: "replace", path: "", value: [] }], []],
])("%j", (patch, result) => {
  expect(applyJsonPatch(document, patch)).toEqual(result);
});

test.each([
  [[{ op: "remove", path: "/nope" }]],
  [[{ op: "replace", path: "/nope", value: 1 }]],
  [[{ op: "replace", path: "/list/7", value: 1 }]],
  [[{ op: "add", path: "/list/7", value: 1 }]],
  [[{ op: "add", path: "/list/x", value: 1 }]],
  [[{ op: "add", path: "/a/b", value: 1 }]],
  [[{ op: "test", path: "/a", value: 2 }]],
  [[{ op: "copy", from: "/nope", path: "/b" }]],
  [[{ op: "turn", path: "/a" }]],
  [{ op: "remove", path: "/a" }],
])("%j does not fit", (patch) => {
  expect(() => applyJsonPatch(document, patch)).toThrow(
    "the server rejected our request due to an error in our request",
  );
});
