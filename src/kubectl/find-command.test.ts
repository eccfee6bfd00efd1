import { expect, test } from "vitest";
import { SeatrialError } from "../util/errors.ts";
import { findCommand } from "./find-command.ts";

test.each([
  ["get pods", "get", ["pods"]],
  ["-n other get pods -o name", "get", ["-n", "other", "pods", "-o", "name"]],
  ["--namespace=other rollout status deploy/web", "rollout status", ["--namespace=other", "deploy/web"]],
  ["rollout -n other status deploy/web", "rollout status", ["-n", "other", "deploy/web"]],
  ["create -f x.yaml", "create", ["-f", "x.yaml"]],
  ["create cm c", "create configmap", ["c"]],
  ["create secret generic s", "create secret generic", ["s"]],
  ["create job j -- get pods", "create job", ["j", "--", "get", "pods"]],
])("%s", (line, name, rest) => {
  const args = line.split(" ");
  const { command, words } = findCommand(args);
  expect([command.name, args.filter((_, place) => !words.includes(place))]).toEqual([name, rest]);
});

test.each([
  ["gett pods", 'unknown command "gett" for "kubectl"\n\nDid you mean this?\n\tset\n\tget'],
  ["foo", 'unknown command "foo" for "kubectl"\n\nDid you mean this?\n\ttop'],
  ["frobnicate", 'unknown command "frobnicate" for "kubectl"'],
  ["rollout foo", 'unknown command "foo"'],
  ["create secret foo", 'unknown command "foo"'],
])("%s is no command", (line, message) => {
  expect(() => findCommand(line.split(" "))).toThrow(message);
});

test.each(["logs web-0", "exec -it web-0 -- sh", "rollout", "", "config view"])(
  "%j cannot be simulated",
  (line) => {
    const find = () => findCommand(line.split(" ").filter(Boolean));
    expect(find).toThrow(SeatrialError);
    expect(find).toThrow("cannot be simulated");
  },
);
