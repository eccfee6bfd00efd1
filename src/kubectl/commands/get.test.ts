import { describe, expect, test } from "vitest";
import { configMapYaml, deploymentYaml, podYaml, testKubectl } from "../kubectl.test-support.ts";

const files = {
  "all.yaml": [
    podYaml("db-0", "{app: db, tier: back}"),
    podYaml("lone", "{app: lone}"),
    configMapYaml("settings", "{a: b, c: d}"),
    deploymentYaml("web", "replicas: 2"),
  ].join("---\n"),
};

function cluster() {
  const test = testKubectl({}, files);
  test.kubectl("create -f all.yaml");
  test.pass(3000);
  return test;
}

describe("tables", () => {
  test("of one kind, in the order of names, with ages of now", () => {
    const { kubectl, text } = cluster();
    const { stdout, exitCode } = kubectl("get pods db-0 lone");
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        "NAME   READY   STATUS    RESTARTS   AGE",
        "db-0   1/1     Running   0          3s",
        "lone   1/1     Running   0          3s",
        "",
      ].join("\n"),
    );
    expect(text("get cm")).toMatch(
      /^NAME {15}DATA {3}AGE\nkube-root-ca\.crt +\d {6}3s\nsettings {11}2 {6}3s\n$/,
    );
  });

  test("of several kinds, with prefixed names and an empty line between", () => {
    const { text } = cluster();
    expect(text("get cm/settings deploy/web")).toBe(
      [
        "NAME                 DATA   AGE",
        "configmap/settings   2      3s",
        "",
        "NAME                  READY   UP-TO-DATE   AVAILABLE   AGE",
        "deployment.apps/web   2/2     2            2           3s",
        "",
      ].join("\n"),
    );
    expect(text("get cm,deploy settings")).toBe(
      'NAME       DATA   AGE\nsettings   2      3s\nError from server (NotFound): deployments.apps "settings" not found\n',
    );
    expect(text("get cm/settings deploy/web --no-headers")).toBe(
      "configmap/settings   2     3s\ndeployment.apps/web   2/2   2     2     3s\n",
    );
    expect(
      text("get all")
        .split("\n\n")
        .map((table) => table.split("\n")[1]?.split("/")[0]),
    ).toEqual(["pod", "deployment.apps", "replicaset.apps"]);
  });

  test("with other columns", () => {
    const { text } = cluster();
    expect(text("get pod lone --show-labels -L app,none")).toBe(
      "NAME   READY   STATUS    RESTARTS   AGE   APP    NONE   LABELS\nlone   1/1     Running   0          3s    lone          app=lone\n",
    );
    expect(text("get pods -A -l app=db")).toBe(
      "NAMESPACE   NAME   READY   STATUS    RESTARTS   AGE\ndefault     db-0   1/1     Running   0          3s\n",
    );
    expect(text("get pod lone -o wide")).toMatch(
      / IP +NODE +NOMINATED NODE +READINESS GATES\n.* node-1 +<none> +<none>\n$/,
    );
    expect(text("get node -A --no-headers")).toMatch(/^node-1 +Ready +<none> +3s +v1\.36/);
    expect(text("get pod lone --show-kind --no-headers")).toMatch(/^pod\/lone /);
  });

  test("that are empty say so, and it is no failure", () => {
    const { kubectl, text } = cluster();
    expect(kubectl("get secrets")).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "No resources found in default namespace.\n",
    });
    expect(text("get secrets -A")).toBe("No resources found\n");
    expect(text("get pods -n other")).toBe("No resources found in other namespace.\n");
  });
});

describe("what is asked for", () => {
  const { kubectl } = cluster();

  test.each([
    ["get po,deploy -o name", "pod/db-0 pod/lone"],
    ["get PODS -o name", "pod/db-0"],
    ["get pods.v1. -o name", "pod/db-0"],
    ["get deployments.v1.apps -o name", "deployment.apps/web"],
    ["get Deployment.apps -o name", "deployment.apps/web"],
    ["get pods -l 'app in (db, lone)' -o name", "pod/db-0 pod/lone"],
    ["get pods -l 'tier=back,app!=lone' -o name", "pod/db-0"],
    ["get pods -l '!tier,app' -o name", "pod/lone"],
    ["get pods --field-selector=metadata.name=lone -o name", "pod/lone"],
    ["get pods --field-selector=status.phase!=Running -o name", ""],
    ["get pods -o name --sort-by={.metadata.labels.app}", "pod/db-0 pod/lone pod/web-"],
    ["get -f all.yaml -o name", "pod/db-0 pod/lone configmap/settings deployment.apps/web"],
  ])("%s", (line, names) => {
    const { stdout, stderr } = kubectl(line);
    expect(stderr).toBe("");
    expect(stdout.split("\n").join(" ")).toContain(names);
    if (names === "") expect(stdout).toBe("");
  });
});

test("events are counted, and found by what they are about", () => {
  const { text } = cluster();
  expect(text("get events --field-selector=involvedObject.name=lone,reason=Scheduled --no-headers")).toBe(
    "3s    Normal   Scheduled   pod/lone   Successfully assigned default/lone to node-1\n",
  );
  expect(text("get events -o jsonpath={.items[*].reason}")).toContain("ScalingReplicaSet");
  expect(text("get events -n other")).toBe("No resources found in other namespace.\n");
});

describe("refusals", () => {
  const { kubectl, text } = cluster();

  test.each([
    ["get foo", `error: the server doesn't have a resource type "foo"\n`],
    ["get pods,foo", `error: the server doesn't have a resource type "foo"\n`],
    ["get pods lone nope -o name", 'pod/lone\nError from server (NotFound): pods "nope" not found\n'],
    ["get secret nope -n x", 'Error from server (NotFound): namespaces "x" not found\n'],
    ["get pods/lone/x", "error: arguments in resource/name form may not have more than one slash\n"],
    ["get pod lone -A", "error: a resource cannot be retrieved by name across all namespaces\n"],
    ["get pod -l app x", "error: name cannot be provided when a selector is specified\n"],
    ["get pods --foo", "error: unknown flag: --foo\nSee 'kubectl get --help' for usage.\n"],
    ["get pod -n", "error: flag needs an argument: 'n' in -n\nSee 'kubectl get --help' for usage.\n"],
    [
      "get pods -o foo",
      'error: unable to match a printer suitable for the output format "foo", allowed formats are: custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml\n',
    ],
    [
      "get cm --field-selector=data.a=b",
      'Error from server (BadRequest): Unable to find "/v1, Resource=configmaps" that match label selector "", field selector "data.a=b": "data.a" is not a known field selector: only "metadata.name", "metadata.namespace"\n',
    ],
    [
      "get pods --sort-by=.nope",
      `error: couldn't find any field with path "{.nope}" in the list of objects\n`,
    ],
    [
      "get",
      `You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.

error: Required resource not specified.
Use "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).
See 'kubectl get -h' for help and examples
`,
    ],
  ])("%s", (line, message) => {
    expect(text(line)).toBe(message);
    expect(kubectl(line).exitCode).toBe(1);
  });

  test("of a missing object can be ignored", () => {
    expect(kubectl("get pod lone nope --ignore-not-found -o name")).toEqual({
      exitCode: 0,
      stdout: "pod/lone\n",
      stderr: "",
    });
  });

  test("a watch is no step", () => {
    expect(() => cluster().kubectl("get pods -w")).toThrow("never ends");
  });
});

describe("formats", () => {
  const { text } = cluster();

  test("yaml and json show one object as it is, several in a List, and nobody's bookkeeping", () => {
    expect(text("get cm settings -o yaml")).toMatch(
      /^apiVersion: v1\ndata:\n {2}a: b\n {2}c: d\nkind: ConfigMap\nmetadata:\n {2}creationTimestamp: "2025-01-15T18:20:03Z"\n {2}name: settings\n {2}namespace: default\n {2}resourceVersion: "\d+"\n {2}uid: \S+\n$/,
    );
    expect(JSON.parse(text("get cm settings -o json"))).toMatchObject({
      kind: "ConfigMap",
      data: { a: "b" },
    });
    expect(text("get cm settings -o json")).toMatch(/^\{\n {4}"apiVersion": "v1",\n/);
    expect(JSON.parse(text("get cm,deploy -o json"))).toMatchObject({
      kind: "List",
      metadata: { resourceVersion: "" },
    });
    expect(text("get secrets -o yaml")).toBe(
      'apiVersion: v1\nitems: []\nkind: List\nmetadata:\n  resourceVersion: ""\n',
    );
  });

  test("jsonpath and custom columns", () => {
    expect(text("get pod lone -o jsonpath={.metadata.name}")).toBe("lone");
    expect(text("get pods lone db-0 -o jsonpath={.items[*].metadata.name}")).toBe("lone db-0");
    expect(text("get pods db-0 lone -o custom-columns=NAME:.metadata.name,L:metadata.labels,X:.nope")).toBe(
      "NAME   L                       X\ndb-0   map[app:db tier:back]   <none>\nlone   map[app:lone]           <none>\n",
    );
    expect(text("get pod lone -o custom-columns=NAME")).toBe(
      "error: unexpected custom-columns spec: NAME, expected <header>:<json-path-expr>\n",
    );
    expect(text("get pod lone -o 'jsonpath={.metadata.name'")).toBe(
      "error: error parsing jsonpath {.metadata.name, unclosed action\n",
    );
    expect(text("get pod lone -o 'jsonpath={.spec.containers[3]}'")).toContain(
      'error: error executing jsonpath "{.spec.containers[3]}": Error executing template: array index out of bounds: index 3, length 1.',
    );
  });
});
