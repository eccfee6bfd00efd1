import { expect, test } from "vitest";
import { Semantics } from "../../cluster/api/apply/list-semantics.ts";
import { keyProblems } from "./key-problems.ts";

const problemsOf = (env: unknown) => {
  const spec = { containers: [{ name: "c", env }] };
  const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec };
  return keyProblems(pod, new Semantics(pod));
};
const at = '.spec.containers[name="c"].env';
const list = "associative list with keys";

test("a pull secret without a name is one with an empty name", () => {
  const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec: { imagePullSecrets: [{}] } };
  expect(keyProblems(pod, new Semantics(pod))).toEqual([]);
});

test.each([
  [[{ name: "A" }, { name: "B" }], []],
  [[{ name: "A" }, { name: "A" }], [`${at}: duplicate entries for key [name="A"]`]],
  [
    [{ value: "1" }],
    [`${at}: element 0: ${list} has an element that omits key field "name" (and doesn't have default value)`],
  ],
  [[{ name: "A" }, null], [`${at}: element 1: ${list} may not have a null element`]],
  [["A=1"], [`${at}: element 0: ${list} may not have non-map elements`]],
])("what server-side apply says of the keys in %j", (env, problems) => {
  expect(problemsOf(env)).toEqual(problems);
});
