import { describe, expect, test } from "vitest";
import { configMapYaml, deploymentYaml, podYaml, testKubectl } from "../kubectl.test-support.ts";

const files = {
  "two.yaml": `${configMapYaml("one")}---\n${configMapYaml("two")}`,
  "pod.yaml": podYaml("p", "{app: p}"),
};

function cluster(kubernetes = "1.36") {
  const test = testKubectl({ kubernetes }, { ...files, "web.yaml": deploymentYaml("web") });
  for (const file of ["two.yaml", "pod.yaml", "web.yaml"]) test.kubectl(`create -f ${file}`);
  test.pass(3000);
  return test;
}

describe("deleting", () => {
  test("waits until the object is gone", () => {
    const { kubectl, api, context } = cluster();
    const start = context.kernel.now;
    expect(kubectl("delete pod p")).toEqual({
      exitCode: 0,
      stdout: 'pod "p" deleted from default namespace\n',
      stderr: "",
    });
    expect(api.get({ kind: "Pod", namespace: "default", name: "p" })).toBeUndefined();
    expect(context.kernel.now - start).toBeGreaterThan(500);
  });

  test("does not wait if it is told so", () => {
    const { kubectl, api } = cluster();
    expect(kubectl("delete pod p --wait=false").exitCode).toBe(0);
    expect(
      api.get({ kind: "Pod", namespace: "default", name: "p" })?.metadata.deletionTimestamp,
    ).toBeDefined();
  });

  test("gives up after the timeout", () => {
    const { kubectl } = testKubectl({ containers: { c: { stop: "ignore" } } }, files);
    kubectl("create -f pod.yaml");
    kubectl("wait pod/p --for=condition=Ready");
    expect(kubectl("delete pod p --timeout=2s")).toEqual({
      exitCode: 1,
      stdout: 'pod "p" deleted from default namespace\n',
      stderr: "error: timed out waiting for the condition on pods/p\n",
    });
  });

  test("a forced deletion does without the kubelet", () => {
    const { kubectl, context } = cluster();
    const start = context.kernel.now;
    expect(kubectl("delete pod p --force --grace-period=0")).toEqual({
      exitCode: 0,
      stdout: 'pod "p" force deleted from default namespace\n',
      stderr:
        "Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n",
    });
    expect(context.kernel.now - start).toBeLessThan(300);
  });

  test("orphans what belongs to it", () => {
    const { kubectl, api } = cluster();
    expect(kubectl("delete deploy web --cascade=orphan").stdout).toBe(
      'deployment.apps "web" deleted from default namespace\n',
    );
    expect(api.list("ReplicaSet")).toHaveLength(1);
    expect(api.list("ReplicaSet")[0]?.metadata.ownerReferences ?? []).toEqual([]);
  });

  test("before 1.34 the namespace was not told", () => {
    expect(cluster("1.33").text("delete cm one")).toBe('configmap "one" deleted\n');
  });
});

test.each([
  [
    "delete cm one nope two",
    1,
    'configmap "one" deleted from default namespace\nconfigmap "two" deleted from default namespace\nError from server (NotFound): configmaps "nope" not found\n',
  ],
  ["delete cm nope --ignore-not-found", 0, ""],
  ["delete cm one -o name", 0, "configmap/one\n"],
  ["delete cm one -o yaml", 1, "error: unexpected -o output mode: yaml. We only support '-o name'\n"],
  ["delete cm one --dry-run=client", 0, 'configmap "one" deleted from default namespace (dry run)\n'],
  [
    "delete -f two.yaml",
    0,
    'configmap "one" deleted from default namespace\nconfigmap "two" deleted from default namespace\n',
  ],
  ["delete -f nope.yaml", 1, 'error: the path "nope.yaml" does not exist\n'],
  ["delete cm -l app=zz", 0, "No resources found\n"],
  ["delete cm", 1, "error: resource(s) were provided, but no name was specified\n"],
  ["delete cm --all -l a=b", 1, "error: setting 'all' parameter but found a non empty selector. \n"],
  [
    "delete cm one --cascade=foo",
    1,
    'error: invalid cascade value (foo). Must be "background", "foreground", or "orphan"\n',
  ],
  [
    "delete cm one --now --grace-period=3",
    1,
    "error: --now and --grace-period cannot be specified together\n",
  ],
  ["delete node node-1", 0, 'node "node-1" deleted\n'],
  ["delete ns other", 1, 'Error from server (NotFound): namespaces "other" not found\n'],
  [
    "delete",
    1,
    "error: You must provide one or more resources by argument or filename.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'\n",
  ],
])("%s", (line, exitCode, printed) => {
  const { kubectl } = cluster();
  const result = kubectl(line);
  expect(result.stdout + result.stderr).toBe(printed);
  expect(result.exitCode).toBe(exitCode);
});

test("a file that names what is not there is named in the message", () => {
  const { kubectl, text } = cluster();
  kubectl("delete -f two.yaml");
  expect(text("delete -f two.yaml")).toBe(
    'Error from server (NotFound): error when deleting "two.yaml": configmaps "one" not found\nError from server (NotFound): error when deleting "two.yaml": configmaps "two" not found\n',
  );
});
