import { expect, test } from "vitest";
import { parseStep, StepError } from "./parse-step.ts";

const parse = (command: string) => parseStep(command, {});

test("words as a shell splits them", () => {
  expect(parse(`helm upgrade demo ./chart --set 'a=x y' --description "back to \\"1\\""`)).toMatchObject({
    kind: "helm",
    args: ["upgrade", "demo", "./chart", "--set", "a=x y", "--description", 'back to "1"'],
    timeout: undefined,
  });
  expect(parse("kubectl delete pod web-0 # now")).toMatchObject({
    kind: "kubectl",
    args: ["delete", "pod", "web-0"],
  });
  expect(parse("helm install demo ./chart \\\n  --wait")).toMatchObject({
    args: ["install", "demo", "./chart", "--wait"],
  });
});

test("sleeps in seconds or with a unit", () => {
  expect(parse("sleep 3")).toMatchObject({ kind: "sleep", milliseconds: 3000 });
  expect(parse("sleep 1.5s")).toMatchObject({ milliseconds: 1500 });
  expect(parse("sleep 1m30s")).toMatchObject({ milliseconds: 90_000 });
  expect(parse("sleep 250ms")).toMatchObject({ milliseconds: 250 });
});

test("a timeout with the signal it sends", () => {
  const kill = { signal: "KILL", after: 4000 };
  expect(parse("timeout -s KILL 4s helm install demo ./chart")).toMatchObject({
    kind: "helm",
    timeout: kill,
    args: ["install", "demo", "./chart"],
  });
  expect(parse("timeout --signal=SIGKILL 4 helm list")).toMatchObject({ timeout: kill });
  expect(parse("timeout -sint 1m kubectl rollout status deploy/web")).toMatchObject({
    kind: "kubectl",
    timeout: { signal: "INT", after: 60_000 },
  });
  expect(parse("timeout 4s helm list")).toMatchObject({ timeout: { signal: "TERM" } });
});

test("a flag that only some versions of Helm know is for the run to judge", () => {
  expect(parse("helm upgrade demo ./chart --recreate-pods")).toMatchObject({ kind: "helm" });
  expect(parse("helm upgrade demo ./chart --rollback-on-failure")).toMatchObject({ kind: "helm" });
  expect(parse("helm list -a")).toMatchObject({ kind: "helm" });
});

test.each([
  ["hlem install demo ./chart", 'a step runs helm, kubectl or sleep, not "hlem".', 0, /"helm"/],
  ["helm list | grep demo", "a step is one command: no pipes, lists or redirections.", 10, /own/],
  [
    "helm install demo ./chart && sleep 3",
    "a step is one command: no pipes, lists or redirections.",
    26,
    /own/,
  ],
  ["helm install demo $CHART", "a step has no variables and no substitutions.", 18, /value/],
  ["helm install 'demo", "a single quote is never closed.", 13, /^$/],
  ["sleep soon", '"soon" is no time.', 6, /3s/],
  ["sleep", "sleep needs a time, such as 3s.", 0, /^$/],
  ["timeout -s HUP 4s helm list", '"HUP" is none of INT, TERM and KILL.', 11, /^$/],
  ["timeout 4s", "timeout needs a command.", 0, /^$/],
  ["", "a step needs a command.", 0, /^$/],
  ["helm upgrade demo ./chart --wiat", "unknown flag: --wiat.", 26, /^Did you mean --wait\?$/],
  ["helm upgrade demo ./chart --recreate-pod", "unknown flag: --recreate-pod.", 26, /--recreate-pods/],
  ["helm list -x", "unknown shorthand flag: 'x' in -x.", 10, /^$/],
  [
    "helm upgrade demo ./chart --timeout 5",
    'invalid argument "5" for "--timeout" flag: time: missing unit in duration "5".',
    36,
    /^--timeout takes a time such as 90s/,
  ],
  ["helm upgrade demo", '"helm upgrade" requires 2 arguments.', 0, /^Usage: {2}helm upgrade \[RELEASE\]/],
  ["kubectl get pods --wath", "unknown flag: --wath.", 17, /^Did you mean --watch\?$/],
  ["kubectl gett pods", 'unknown command "gett" for "kubectl".', 0, /^$/],
  ["timeout 4s kubectl exec web -- sh", '"kubectl exec web -- sh" cannot be simulated.', 11, /Steps can run/],
])("%s is refused", (command, message, offset, hint) => {
  try {
    parse(command);
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    expect([error.message, error.offset]).toEqual([message, offset]);
    expect(error.hint).toMatch(hint);
    return;
  }
  expect.unreachable("the step was accepted");
});
