import { describe, expect, test } from "vitest";
import { configMapYaml, deploymentYaml, testKubectl } from "../kubectl.test-support.ts";

const files = {
  "cm.yaml": configMapYaml("cm", "{a: '1', b: '2'}"),
  "cm2.yaml": configMapYaml("cm", "{a: '9', c: '3'}"),
  "web.yaml": deploymentYaml("web", "replicas: 1"),
  "dir/a.yaml": configMapYaml("one"),
  "dir/b.yml": `# first\n---\n${configMapYaml("two")}--- # and last\n${configMapYaml("three")}`,
  "dir/c.txt": "no: [yaml",
  "dir/sub/d.yaml": configMapYaml("deep"),
  "empty.yaml": "\n---\n# nothing\n",
  "syntax.yaml": "a: [\n",
  "kind.yaml": "apiVersion: v1\nkind: Nope\nmetadata: {name: x}\n",
  "ns.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: other}\n",
  "typo.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndatas: {a: b}\n",
  "number.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {a: 5}\n",
  "label.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, labels: {a: 5}}\n",
  "gen.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: g-}\n",
  "list.json": JSON.stringify({
    apiVersion: "v1",
    kind: "List",
    items: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "listed" } }],
  }),
  "job.yaml":
    "apiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: 'a:1'}]}}}\n",
  "job2.yaml":
    "apiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: 'a:2'}]}}}\n",
};

const cluster = () => testKubectl({}, files);

test.each([
  [
    "create -f typo.yaml",
    /^Error from server \(BadRequest\): error when creating "typo.yaml": .* strict decoding error: unknown field "datas"\n$/,
  ],
  ["apply -f number.yaml", /cannot unmarshal number into Go struct field ConfigMap.data of type string\n$/],
  [
    "create -f label.yaml",
    /^error: unable to decode "label.yaml": json: .* ObjectMeta.metadata.labels of type string\n$/,
  ],
])("%s is refused for its types", (command, words) => {
  const { kubectl, api } = cluster();
  const { exitCode, stderr } = kubectl(command);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(words);
  expect(api.list("ConfigMap", "default").map(({ metadata }) => metadata.name)).not.toContain("x");
});

describe("apply", () => {
  test("creates, changes, and leaves alone what is the same", () => {
    const { text, api } = cluster();
    expect(text("apply -f cm.yaml -f web.yaml")).toBe("configmap/cm created\ndeployment.apps/web created\n");
    expect(text("apply -f cm.yaml -f web.yaml")).toBe(
      "configmap/cm unchanged\ndeployment.apps/web unchanged\n",
    );
    expect(text("apply -f cm2.yaml")).toBe("configmap/cm configured\n");
    expect(api.require({ kind: "ConfigMap", namespace: "default", name: "cm" })["data"]).toEqual({
      a: "9",
      c: "3",
    });
  });

  test("keeps what others have set", () => {
    const { kubectl, text } = cluster();
    kubectl("apply -f web.yaml");
    kubectl("label deploy web extra=1");
    kubectl("set env deploy/web A=b");
    expect(text("apply -f web.yaml")).toBe("deployment.apps/web unchanged\n");
    expect(text("get deploy web -o jsonpath={.metadata.labels}")).toBe('{"app":"web","extra":"1"}');
    expect(text("get deploy web -o jsonpath={..env}")).toBe('[{"name":"A","value":"b"}]');
  });

  test("notes what was applied", () => {
    const { kubectl, text } = cluster();
    kubectl("apply -f cm.yaml");
    expect(text("get cm cm -o 'jsonpath={.metadata.annotations}'")).toBe(
      JSON.stringify({
        "kubectl.kubernetes.io/last-applied-configuration":
          '{"apiVersion":"v1","data":{"a":"1","b":"2"},"kind":"ConfigMap","metadata":{"annotations":{},"name":"cm","namespace":"default"}}\n',
      }),
    );
  });

  test("warns about what was made otherwise, and adopts it", () => {
    const { kubectl, text } = cluster();
    kubectl("create -f cm.yaml");
    expect(text("apply -f cm.yaml")).toBe(
      "configmap/cm configured\nWarning: resource configmaps/cm is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n",
    );
    expect(text("apply -f cm.yaml")).toBe("configmap/cm unchanged\n");
  });

  test("reads folders, lists and documents; other files in a folder do not count", () => {
    const { text } = cluster();
    expect(text("apply -f dir")).toBe(
      "configmap/one created\nconfigmap/two created\nconfigmap/three created\n",
    );
    expect(text("apply -R -f dir -o name")).toBe(
      "configmap/one\nconfigmap/two\nconfigmap/three\nconfigmap/deep\n",
    );
    expect(text("apply -f list.json")).toBe("configmap/listed created\n");
  });

  test("says what the server refuses, and goes on with the rest", () => {
    const { kubectl, text } = cluster();
    kubectl("apply -f job.yaml");
    expect(text("apply -f job2.yaml -f cm.yaml")).toMatch(
      /^configmap\/cm created\nThe Job "j" is invalid: spec\.template: Invalid value: .*: field is immutable\n$/s,
    );
  });

  test("in a trial run changes nothing", () => {
    const { text, api } = cluster();
    expect(text("apply -f cm.yaml --dry-run=client")).toBe("configmap/cm created (dry run)\n");
    expect(api.get({ kind: "ConfigMap", namespace: "default", name: "cm" })).toBeUndefined();
  });
});

test.each([
  ["apply -f empty.yaml", "error: no objects passed to apply\n"],
  ["apply -f -", "error: no objects passed to apply\n"],
  ["create -f empty.yaml", "error: no objects passed to create\n"],
  ["apply", "error: must specify one of -f and -k\n"],
  ["create foo", "error: Unexpected args: [foo]\nSee 'kubectl create -h' for help and examples\n"],
  ["apply -f nope.yaml", 'error: the path "nope.yaml" does not exist\n'],
  [
    "apply -f syntax.yaml",
    "error: error parsing syntax.yaml: error converting YAML to JSON: yaml: line 1: did not find expected node content\n",
  ],
  [
    "apply -f kind.yaml",
    'error: resource mapping not found for name: "x" namespace: "" from "kind.yaml": no matches for kind "Nope" in version "v1"\nensure CRDs are installed first\n',
  ],
  [
    "apply -f ns.yaml -n default",
    `error: the namespace from the provided object "other" does not match the namespace "default". You must pass '--namespace=other' to perform this operation.\n`,
  ],
  ["apply -f gen.yaml", "error: from g-: cannot use generate name with apply\n"],
  [
    "replace -f cm.yaml",
    'Error from server (NotFound): error when replacing "cm.yaml": configmaps "cm" not found\n',
  ],
])("%s is refused", (line, message) => {
  const { kubectl } = cluster();
  expect(kubectl(line)).toEqual({ exitCode: 1, stdout: "", stderr: message });
});

describe("create and replace", () => {
  test("an object is created once", () => {
    const { text } = cluster();
    expect(text("create -f cm.yaml")).toBe("configmap/cm created\n");
    expect(text("create -f cm.yaml")).toBe(
      'Error from server (AlreadyExists): error when creating "cm.yaml": configmaps "cm" already exists\n',
    );
    expect(text("create -f gen.yaml")).toMatch(/^configmap\/g-\w{5} created\n$/);
  });

  test("a replaced object keeps nothing of the old one but what the server knows", () => {
    const { kubectl, text, api } = cluster();
    kubectl("create -f cm.yaml");
    kubectl("label cm cm x=y");
    const { uid } = api.require({ kind: "ConfigMap", namespace: "default", name: "cm" }).metadata;
    expect(text("replace -f cm2.yaml")).toBe("configmap/cm replaced\n");
    const { metadata, ...rest } = api.require({ kind: "ConfigMap", namespace: "default", name: "cm" });
    expect(metadata.uid).toBe(uid);
    expect(metadata.labels).toBeUndefined();
    expect(rest).toMatchObject({ data: { a: "9", c: "3" } });
  });

  test.each([
    ["create namespace team", "namespace/team created\n", "get ns team -o jsonpath={.metadata.name}", "team"],
    [
      "create sa bot",
      "serviceaccount/bot created\n",
      "get sa bot -o jsonpath={.metadata.namespace}",
      "default",
    ],
    [
      "create cm c --from-literal=a=b --from-file=cm.yaml",
      "configmap/c created\n",
      "get cm c -o jsonpath={.data.a}",
      "b",
    ],
    [
      "create secret generic s --from-literal=p=q",
      "secret/s created\n",
      "get secret s -o jsonpath={.data}",
      '{"p":"cQ=="}',
    ],
    [
      "create job j --image=i:1 -- echo hi",
      "job.batch/j created\n",
      "get job j -o jsonpath={..command}",
      '["echo","hi"]',
    ],
    [
      "create deploy d --image=reg/i:1 --replicas=2",
      "deployment.apps/d created\n",
      "get deploy d -o jsonpath={..containers[0].name}",
      "i",
    ],
    [
      "run p --image=i:1 --labels=a=b --restart=Never -- sleep 5",
      "pod/p created\n",
      "get pod p -o jsonpath={..args}",
      '["sleep","5"]',
    ],
  ])("%s", (line, printed, look, found) => {
    const { text } = cluster();
    expect(text(line)).toBe(printed);
    expect(text(look)).toBe(found);
  });

  test.each([
    [
      "create ns",
      "error: exactly one NAME is required, got 0\nSee 'kubectl create namespace -h' for help and examples\n",
    ],
    [
      "create ns a b",
      "error: exactly one NAME is required, got 2\nSee 'kubectl create namespace -h' for help and examples\n",
    ],
    ["create ns default", 'Error from server (AlreadyExists): namespaces "default" already exists\n'],
    [
      "create sa default",
      'error: failed to create serviceaccount: serviceaccounts "default" already exists\n',
    ],
    ["create cm c --from-literal=bad", "error: invalid literal source bad, expected key=value\n"],
    ["create job j --from=cronjob/nope", 'Error from server (NotFound): cronjobs.batch "nope" not found\n'],
    ["create deploy d", 'error: required flag(s) "image" not set\n'],
    [
      "create secret foo",
      "error: unknown command \"foo\"\nSee 'kubectl create secret -h' for help and examples\n",
    ],
    ["run p", 'error: required flag(s) "image" not set\n'],
  ])("%s is refused", (line, message) => {
    expect(cluster().kubectl(line)).toEqual({ exitCode: 1, stdout: "", stderr: message });
  });
});
