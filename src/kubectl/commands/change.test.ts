import { describe, expect, test } from "vitest";
import { configMapYaml, deploymentYaml, podYaml, testKubectl } from "../kubectl.test-support.ts";

const files = {
  "lone.yaml": podYaml("lone", "{app: lone}"),
  "web.yaml": deploymentYaml("web", "replicas: 1"),
  "cm.yaml": configMapYaml("cm", "{a: '1', b: '2'}"),
  "patch.yaml": "data: {c: '3'}\n",
};

function cluster() {
  const test = testKubectl({}, files);
  for (const file of ["lone.yaml", "web.yaml", "cm.yaml"]) test.kubectl(`create -f ${file}`);
  return test;
}

/** What is typed on one cluster, and what is printed, line by line. */
const dialogue = (expected: readonly (readonly [string, string])[]): string[][] => {
  const { text } = cluster();
  return expected.map(([line]) => [line, text(line)]);
};

test("label", () => {
  const lines: [string, string][] = [
    ["label pod lone x=y", "pod/lone labeled\n"],
    ["label pod lone x=y", "pod/lone not labeled\n"],
    ["label pod lone x=z", "error: 'x' already has a value (y), and --overwrite is false\n"],
    ["label pod lone x=z --overwrite", "pod/lone labeled\n"],
    ["label pod lone x-", "pod/lone unlabeled\n"],
    ["label pod lone x-", 'label "x" not found.\npod/lone not labeled\n'],
    ["label pod lone a=1 -o name", "pod/lone\n"],
    ["label pod lone a=1 a-", "error: can not both modify and remove a label in the same command\n"],
    ["label pod lone", "error: at least one label update is required\n"],
    ["label pod nope a=b", 'Error from server (NotFound): pods "nope" not found\n'],
    ["label deploy,cm -l app=web t=1", "deployment.apps/web labeled\n"],
    ["get pod lone -o jsonpath={.metadata.labels}", '{"a":"1","app":"lone"}'],
  ];
  expect(dialogue(lines)).toEqual(lines);
});

test("annotate", () => {
  const lines: [string, string][] = [
    ["annotate pod lone x=y", "pod/lone annotated\n"],
    ["annotate pod lone x=y", "pod/lone annotated\n"],
    [
      "annotate pod lone x=q",
      "error: --overwrite is false but found the following declared annotation(s): 'x' already has a value (y)\n",
    ],
    ["annotate pod lone x-", "pod/lone annotated\n"],
    ["annotate deploy/web cm/cm k=v=w", "deployment.apps/web annotated\nconfigmap/cm annotated\n"],
    ["get cm cm -o jsonpath={.metadata.annotations.k}", "v=w"],
  ];
  expect(dialogue(lines)).toEqual(lines);
});

test("patch", () => {
  const lines: [string, string][] = [
    [`patch deploy web -p '{"spec":{"replicas":3}}'`, "deployment.apps/web patched\n"],
    [`patch deploy web -p '{"spec":{"replicas":3}}'`, "deployment.apps/web patched (no change)\n"],
    [
      `patch deploy web --type=json -p '[{"op":"replace","path":"/spec/replicas","value":5}]'`,
      "deployment.apps/web patched\n",
    ],
    ["patch deploy web --type merge -p 'spec: {replicas: 6}'", "deployment.apps/web patched\n"],
    ["get deploy web -o jsonpath={.spec.replicas}", "6"],
    [
      `patch deploy web -p '{"spec":{"template":{"spec":{"containers":[{"name":"c","image":"i:9"}]}}}}'`,
      "deployment.apps/web patched\n",
    ],
    ["get deploy web -o jsonpath={..image}", "i:9"],
    ["patch cm cm --patch-file patch.yaml", "configmap/cm patched\n"],
    [`patch cm cm --type merge -p '{"data":{"a":null}}'`, "configmap/cm patched\n"],
    ["get cm cm -o jsonpath={.data}", '{"b":"2","c":"3"}'],
    [
      `patch cm cm --type json -p '[{"op":"remove","path":"/data/z"}]'`,
      "The request is invalid: the server rejected our request due to an error in our request\n",
    ],
    [
      "patch deploy web",
      "error: must specify --patch or --patch-file containing the contents of the patch\n",
    ],
    [
      "patch deploy web --type foo -p '{}'",
      'error: --type must be one of [json merge strategic], not "foo"\n',
    ],
    [
      "patch deploy web --patch-file nope",
      "error: unable to read patch file: open nope: no such file or directory\n",
    ],
    ["patch deploy nope -p '{}'", 'Error from server (NotFound): deployments.apps "nope" not found\n'],
    [
      `patch deploy web -p '{"spec":{"selector":{"matchLabels":{"app":"other"}}}}'`,
      'The Deployment "web" is invalid: \n* spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`\n* spec.selector: Invalid value: {"matchLabels":{"app":"other"}}: field is immutable\n',
    ],
  ];
  expect(dialogue(lines)).toEqual(lines);
});

test("a patch of wrong types is refused, and unknown fields in it are dropped", () => {
  const lines: [string, string][] = [
    [
      `patch deploy web -p '{"spec":{"replicas":"x"}}'`,
      'The request is invalid: patch: Invalid value: "map[spec:map[replicas:x]]": unrecognized type: int32\n',
    ],
    [
      `patch deploy web -p '{"spec":{"template":{"spec":{"containers":[{"name":"c","env":[{"name":"A","value":5}]}]}}}}'`,
      'The request is invalid: patch: Invalid value: "map[spec:map[template:map[spec:map[containers:[map[env:[map[name:A value:5]] name:c]]]]]]": cannot convert int64 to string\n',
    ],
    [
      `patch cm cm --type merge -p '{"data":{"a":true}}'`,
      'The request is invalid: patch: Invalid value: "{\\"apiVersion\\":\\"v1\\",\\"data\\":{\\"a\\":true,\\"b\\":\\"2\\"},\\"kind\\":\\"ConfigMap\\",…',
    ],
    [
      `patch deploy web --dry-run=server -p '{"spec":{"replicas":"x"}}'`,
      'The request is invalid: patch: Invalid value: "map[spec:map[replicas:x]]": unrecognized type: int32\n',
    ],
    [
      `patch deploy web -p '{"spec":{"foo":1}}'`,
      'deployment.apps/web patched (no change)\nWarning: unknown field "spec.foo"\n',
    ],
    [
      `patch deploy web -p '{"metadata":null}'`,
      'The Deployment "" is invalid: metadata.name: Invalid value: "": field is immutable\n',
    ],
    [
      `patch deploy web -p '{"kind":"Pod","metadata":{"uid":null,"creationTimestamp":"x"}}'`,
      "deployment.apps/web patched (no change)\n",
    ],
    ["patch deploy web --subresource status -p 'status: null'", "deployment.apps/web patched\n"],
    [
      "patch deploy web -p '[]'",
      "Error from server (BadRequest): json: cannot unmarshal array into Go value of type map[string]interface {}\n",
    ],
  ];
  const cut = (text: string): string => text.replace(/("kind.*?:.*?,).*$/s, "$1…");
  const said = dialogue(lines).map(([line, text = ""]) => [
    line,
    line?.includes("--type merge") ? cut(text) : text,
  ]);
  expect(said).toEqual(lines);
});

test("taint", () => {
  const lines: [string, string][] = [
    ["taint nodes node-1 team=b:NoSchedule", "node/node-1 tainted\n"],
    [
      "taint nodes node-1 team=b:NoSchedule",
      "error: node node-1 already has team taint(s) with same effect(s) and --overwrite is false\n",
    ],
    ["taint nodes node-1 team=c:NoSchedule --overwrite", "node/node-1 modified\n"],
    ["taint nodes --all k:NoExecute --dry-run=client", "node/node-1 tainted (dry run)\n"],
    ["get node node-1 -o jsonpath={.spec.taints}", '[{"effect":"NoSchedule","key":"team","value":"c"}]'],
    ["taint nodes node-1 team:NoSchedule-", "node/node-1 untainted\n"],
    ["taint nodes node-1 team-", 'error: taint "team" not found\n'],
    ["taint nodes node-1 x- y:NoExecute-", 'taint "x" not found\ntaint "y:NoExecute" not found\n'],
    ["taint nodes node-1", "error: at least one taint update is required\n"],
    [
      "taint node node-1 k=v:Bad",
      "error: invalid taint effect: Bad, unsupported taint effect\nSee 'kubectl taint -h' for help and examples\n",
    ],
    ["taint nodes nope a=b:NoSchedule", 'Error from server (NotFound): nodes "nope" not found\n'],
  ];
  expect(dialogue(lines)).toEqual(lines);
});

test("cordon and uncordon", () => {
  const lines: [string, string][] = [
    ["cordon node-1", "node/node-1 cordoned\n"],
    ["cordon node/node-1", "node/node-1 already cordoned\n"],
    ["get node node-1 --no-headers -o custom-columns=U:.spec.unschedulable", "true\n"],
    ["uncordon node-1", "node/node-1 uncordoned\n"],
    ["uncordon node-1", "node/node-1 already uncordoned\n"],
    ["cordon nope", 'Error from server (NotFound): nodes "nope" not found\n'],
    ["cordon", "error: USAGE: cordon NODE [flags]\nSee 'kubectl cordon -h' for help and examples\n"],
  ];
  expect(dialogue(lines)).toEqual(lines);
});

describe("wait", () => {
  const { kubectl, text, pass } = cluster();
  kubectl("scale deploy/web --replicas=1");
  kubectl("rollout status deploy/web");
  pass(1000);

  test.each([
    ["wait pod/lone --for=condition=Ready", 0, "pod/lone condition met\n"],
    ["wait pod/lone --for=condition=ready=true", 0, "pod/lone condition met\n"],
    [
      "wait deploy/web pod/lone --for=condition=Available --timeout=1s",
      1,
      "deployment.apps/web condition met\nerror: timed out waiting for the condition on pods/lone\n",
    ],
    [
      "wait cm/cm pod/lone --for=condition=Available --timeout=1s",
      1,
      "timed out waiting for the condition on configmaps/cm\ntimed out waiting for the condition on pods/lone\n",
    ],
    ["wait pod -l app=none --for=condition=Ready", 1, "error: no matching resources found\n"],
    [
      "wait pod/nope --for=condition=Ready --timeout=1s",
      1,
      'Error from server (NotFound): pods "nope" not found\n',
    ],
    ["wait pod/lone --for=jsonpath={.status.phase}=Running", 0, "pod/lone condition met\n"],
    [
      "wait pod/lone --for=jsonpath={.status.phase}=Nope --timeout=1s",
      1,
      "error: timed out waiting for the condition on pods/lone\n",
    ],
    ["wait pod/lone --for=jsonpath=.status.phase", 0, "pod/lone condition met\n"],
    [
      "wait pod/lone --for=delete --timeout=1s",
      1,
      "error: timed out waiting for the condition on pods/lone\n",
    ],
    ["wait pod/nope --for=delete", 0, ""],
    ["wait pod/nope --for=create --timeout=1s", 1, "error: timed out waiting for the condition\n"],
    ["wait pod/lone --for=condition=Other --timeout=0", 1, "error: condition not met for pods/lone\n"],
    ["wait pod/lone --for=foo", 1, 'error: unrecognized condition: "foo"\n'],
    ["wait pods --for=condition=Ready", 1, "error: resource(s) were provided, but no name was specified\n"],
  ])("%s", (line, exitCode, printed) => {
    const result = kubectl(line);
    expect(result.stdout + result.stderr).toBe(printed);
    expect(result.exitCode).toBe(exitCode);
  });

  test("for something to come and to go", () => {
    const { kubectl, api, context } = testKubectl({}, files);
    context.kernel.schedule(5000, () =>
      api.create({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "late", namespace: "default" } }),
    );
    expect(kubectl("wait cm/late --for=create").stdout).toBe("configmap/late condition met\n");
    expect(context.kernel.now).toBeGreaterThan(5000);
    context.kernel.schedule(5000, () =>
      api.delete({ kind: "ConfigMap", namespace: "default", name: "late" }),
    );
    expect(kubectl("wait cm/late --for=delete").stdout).toBe("configmap/late condition met\n");
    expect(context.kernel.now).toBeGreaterThan(10_000);
  });

  test("the time is for all objects together", () => {
    const { context } = cluster();
    expect(context.kernel.now).toBeLessThan(5000);
    const before = text("wait pod/lone cm/cm --for=condition=Other --timeout=3s");
    expect(before.split("\n")).toHaveLength(3);
  });
});

describe("drain", () => {
  const budget = (minAvailable: number) =>
    `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: b}\nspec: {minAvailable: ${minAvailable}, selector: {matchLabels: {app: web}}}\n`;

  function busy(minAvailable = 0) {
    const test = testKubectl({}, { ...files, "pdb.yaml": budget(minAvailable) });
    for (const file of ["lone.yaml", "web.yaml", "pdb.yaml"]) test.kubectl(`create -f ${file}`);
    test.pass(4000);
    return test;
  }

  test("refuses pods that nobody would make anew", () => {
    expect(busy().kubectl("drain node-1")).toEqual({
      exitCode: 1,
      stdout: "node/node-1 cordoned\n",
      stderr: `error: unable to drain node "node-1" due to error: cannot delete cannot delete Pods that declare no controller (use --force to override): default/lone, continuing command...
There are pending nodes to be drained:
 node-1
cannot delete cannot delete Pods that declare no controller (use --force to override): default/lone
`,
    });
  });

  test("evicts the others and waits until they are gone", () => {
    const { kubectl, api } = busy();
    const { exitCode, stdout, stderr } = kubectl("drain node-1 --force");
    expect(exitCode).toBe(0);
    expect(stderr).toBe("Warning: deleting Pods that declare no controller: default/lone\n");
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toBe("node/node-1 cordoned");
    expect(lines.slice(1, 3)).toEqual([
      "evicting pod default/lone",
      expect.stringMatching(/^evicting pod default\/web-/),
    ]);
    expect(lines.slice(3, 5).sort()).toEqual([
      "pod/lone evicted",
      expect.stringMatching(/^pod\/web-.* evicted$/),
    ]);
    expect(lines.at(-1)).toBe("node/node-1 drained");
    const left = api.list("Pod").filter(({ spec }) => (spec as { nodeName?: string }).nodeName === "node-1");
    expect(left).toEqual([]);
  });

  test("tries again while a disruption budget forbids it", () => {
    const { kubectl } = busy(1);
    const { exitCode, stdout, stderr } = kubectl("drain node-1 --force --timeout=7s --pod-selector app=web");
    expect(exitCode).toBe(1);
    expect(stdout.match(/evicting pod default\/web-/g)).toHaveLength(3);
    expect(stderr).toMatch(
      /^error when evicting pods\/"web-\S+" -n "default" \(will retry after 5s\): Cannot evict pod as it would violate the pod's disruption budget\.\n/,
    );
    expect(stderr).toContain(
      ": global timeout reached: 7s, continuing command...\nThere are pending nodes to be drained:\n node-1\n",
    );
  });

  test("only says what it would do in a trial run", () => {
    expect(busy().text("drain node-1 --force --dry-run=client --pod-selector=app=lone")).toBe(
      "node/node-1 cordoned (dry run)\nevicting pod default/lone (dry run)\nnode/node-1 drained (dry run)\nWarning: deleting Pods that declare no controller: default/lone\n",
    );
  });
});
