import { expect, test } from "vitest";
import { ApiError } from "../cluster/api/api-error.ts";
import { FlagError } from "../helm/flags/flag-error.ts";
import { errorText, prefixed } from "./error-text.ts";
import { KubectlError, ManyErrors, ServerRefusal, usageError } from "./kubectl-error.ts";

const notFound = new ApiError("NotFound", 'pods "x" not found');

test.each([
  [new KubectlError("no objects passed to apply"), "error: no objects passed to apply\n"],
  [
    usageError("cordon", "USAGE: cordon NODE"),
    "error: USAGE: cordon NODE\nSee 'kubectl cordon -h' for help and examples\n",
  ],
  [new FlagError("unknown flag: --x"), "error: unknown flag: --x\nSee 'kubectl get --help' for usage.\n"],
  [notFound, 'Error from server (NotFound): pods "x" not found\n'],
  [
    prefixed(notFound, 'error when creating "a.yaml"'),
    'Error from server (NotFound): error when creating "a.yaml": pods "x" not found\n',
  ],
  [new ServerRefusal("UnsupportedMediaType", "no"), "Error from server (UnsupportedMediaType): no\n"],
  [
    new ManyErrors([notFound, new KubectlError("two")]),
    'Error from server (NotFound): pods "x" not found\ntwo\n',
  ],
  [
    new ApiError(
      "Invalid",
      'Job.batch "j" is invalid: spec.template: Invalid value: {"a":1}: field is immutable',
    ),
    'The Job "j" is invalid: spec.template: Invalid value: {"a":1}: field is immutable\n',
  ],
  [
    new ApiError(
      "Invalid",
      'Pod "p" is invalid: [metadata.name: Invalid value: "p, q": bad, spec.containers[0].image: Required value]',
    ),
    'The Pod "p" is invalid: \n* metadata.name: Invalid value: "p, q": bad\n* spec.containers[0].image: Required value\n',
  ],
  [new ApiError("Invalid", "the server rejected it"), "The request is invalid: the server rejected it\n"],
])("%s", (error, text) => {
  expect(errorText(error, "get")).toBe(text);
});

test("an invalid object does not name its file, a defect is thrown on", () => {
  const invalid = new ApiError("Invalid", 'Pod "p" is invalid: x: Required value');
  expect(prefixed(invalid, "error when creating")).toBe(invalid);
  expect(() => errorText(new TypeError("oops"), "get")).toThrow("oops");
});
