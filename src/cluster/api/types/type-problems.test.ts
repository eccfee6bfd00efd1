import { describe, expect, test } from "vitest";
import { Semantics } from "../apply/list-semantics.ts";
import type { ObjectInput } from "../object.ts";
import { readSent, refuseUnknown } from "./read-sent.ts";
import { applyText, convertText, decodeText, dottedPath } from "./type-problem-text.ts";
import { metadataProblems, typeProblems } from "./type-problems.ts";

const deployment = (container: object, spec: object = {}): ObjectInput => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web" },
  spec: {
    ...spec,
    selector: { matchLabels: { app: "web" } },
    template: {
      metadata: { labels: { app: "web" } },
      spec: { containers: [{ name: "web", image: "acme/web:1", ...container }] },
    },
  },
});

const configMap = (data: unknown): ObjectInput => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "cm" },
  data,
});

const applied = (object: ObjectInput): (string | undefined)[] =>
  typeProblems(object).map((problem) => applyText(problem, object, new Semantics(object)));

// Go's words for these were taken from threads about real clusters, those about metadata from real Helm.
describe("values of the wrong type", () => {
  const at = "spec.template.spec.containers";
  test.each<[object, string, string]>([
    [
      { env: [{ name: "PORT", value: 80 }] },
      `number into Go struct field EnvVar.${at}.env.value of type string`,
      '.spec.template.spec.containers[name="web"].env[name="PORT"].value: expected string, got &value.valueUnstructured{Value:80}',
    ],
    [
      { ports: [{ name: "http", containerPort: "80" }] },
      `string into Go struct field ContainerPort.${at}.ports.containerPort of type int32`,
      '.spec.template.spec.containers[name="web"].ports[containerPort="80",protocol="TCP"].containerPort: expected numeric (int or float), got string',
    ],
    [
      { tty: "yes" },
      `string into Go struct field Container.${at}.tty of type bool`,
      '.spec.template.spec.containers[name="web"].tty: expected boolean, got &{yes}',
    ],
    [
      { command: "sleep 1" },
      `string into Go struct field Container.${at}.command of type []string`,
      '.spec.template.spec.containers[name="web"].command: expected list, got &{sleep 1}',
    ],
    [
      { command: ["sleep", 1] },
      `number into Go struct field Container.${at}.command of type string`,
      '.spec.template.spec.containers[name="web"].command[1]: expected string, got &value.valueUnstructured{Value:1}',
    ],
    [
      { resources: [] },
      `array into Go struct field Container.${at}.resources of type v1.ResourceRequirements`,
      '.spec.template.spec.containers[name="web"].resources: expected map, got &{[]}',
    ],
  ])("%j", (container, decoded, structured) => {
    const object = deployment(container);
    expect(typeProblems(object).map(decodeText)).toEqual([`json: cannot unmarshal ${decoded}`]);
    expect(applied(object)).toEqual([structured]);
  });

  test("in the data of a ConfigMap, which has no keys in Go's words", () => {
    const object = configMap({ range: ["10.10.102.1"] });
    expect(typeProblems(object).map(decodeText)).toEqual([
      "json: cannot unmarshal array into Go struct field ConfigMap.data of type string",
    ]);
    expect(applied(object)).toEqual([
      '.data.range: expected string, got &value.valueUnstructured{Value:[]interface {}{"10.10.102.1"}}',
    ]);
  });

  test.each([
    [{ env: [{ name: "A", value: 1 }] }, "cannot convert int64 to string"],
    [{ env: [{ name: "A", value: 1.5 }] }, "unrecognized type: string"],
    [{ env: [{ name: "A", value: true }] }, "unrecognized type: string"],
    [{ ports: [{ containerPort: "80" }] }, "unrecognized type: int32"],
    [{ ports: [{ containerPort: 1.5 }] }, "cannot convert float64 to int32"],
    [{ tty: 1 }, "unrecognized type: bool"],
    [{ command: "sleep 1" }, "cannot restore slice from string"],
    [{ resources: [] }, "cannot restore struct from: slice"],
    [{ resources: { limits: 5 } }, "cannot restore map from int64"],
    [{ resources: { limits: { memory: "192i" } } }, "unable to parse quantity's suffix"],
  ])("as a strategic merge patch is refused: %j", (container, text) => {
    expect(typeProblems(deployment(container)).map(convertText)).toEqual([text]);
  });

  test("a number that has a fraction or is too large is told with it", () => {
    const texts = [1.5, 5e9].map((replicas) => typeProblems(deployment({}, { replicas })).map(decodeText));
    expect(texts.flat()).toEqual([
      "json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32",
      "json: cannot unmarshal number 5000000000 into Go struct field DeploymentSpec.spec.replicas of type int32",
    ]);
  });

  test.each([
    ["1GB", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"],
    ["192i", "unable to parse quantity's suffix"],
    ["500mi", "unable to parse quantity's suffix"],
    ["", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"],
  ])("a quantity that is none: %j", (memory, text) => {
    const object = deployment({ resources: { limits: { memory } } });
    expect(typeProblems(object).map(decodeText)).toEqual([text]);
    expect(applied(object)).toEqual([undefined]);
  });

  test("what may be a number or a string is not told with its place", () => {
    const object = deployment({ readinessProbe: { httpGet: { port: true } } });
    expect(typeProblems(object).map(decodeText)).toEqual([
      "json: cannot unmarshal bool into Go value of type int32",
    ]);
  });

  test("in metadata of any kind", () => {
    const texts = (metadata: object) => metadataProblems(metadata).map(decodeText);
    expect(texts({ labels: { a: 1 } })).toEqual([
      "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string",
    ]);
    expect(texts({ labels: ["a"] })).toEqual([
      "json: cannot unmarshal array into Go struct field ObjectMeta.metadata.labels of type map[string]string",
    ]);
    expect(texts({ ownerReferences: [{ name: 1 }] })).toEqual([
      "json: cannot unmarshal number into Go struct field OwnerReference.metadata.ownerReferences.name of type string",
    ]);
  });

  test("the server refuses the first", () => {
    const object = configMap({ a: true, b: 1 });
    expect(() => readSent(object)).toThrow(
      'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal bool into Go struct field ConfigMap.data of type string',
    );
  });
});

describe("what is fine", () => {
  test.each<ObjectInput>([
    configMap({ a: "1" }),
    configMap(undefined),
    deployment({ resources: { limits: { cpu: 1, memory: "1Gi" } }, ports: [{ containerPort: 80 }] }),
    deployment({ readinessProbe: { httpGet: { port: "http", path: "/" } } }),
    deployment({ livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 3 } }, { replicas: 0 }),
    { apiVersion: "example.com/v1", kind: "Deployment", metadata: { name: "x" }, spec: { replicas: "many" } },
    {
      apiVersion: "autoscaling/v1",
      kind: "HorizontalPodAutoscaler",
      metadata: { name: "x" },
      spec: { a: 1 },
    },
  ])("%j", (object) => {
    expect(typeProblems(object)).toEqual([]);
    expect(readSent(object)).toEqual({ object, warnings: [] });
  });
});

describe("fields that the API does not know", () => {
  const object = deployment(
    { readinessProbe: { httpGet: { port: 80, periodSeconds: 3 } }, nodeSelector: { disk: "ssd" } },
    { replica: 2 },
  );

  test("are told by server-side apply, and dropped with a warning otherwise", () => {
    expect(typeProblems(object).map(({ path }) => dottedPath(path))).toEqual([
      "spec.replica",
      "spec.template.spec.containers[0].nodeSelector",
      "spec.template.spec.containers[0].readinessProbe.httpGet.periodSeconds",
    ]);
    expect(applied(object)[2]).toBe(
      '.spec.template.spec.containers[name="web"].readinessProbe.httpGet.periodSeconds: field not declared in schema',
    );
    const sent = readSent(object);
    expect(sent.object).toEqual(deployment({ readinessProbe: { httpGet: { port: 80 } } }));
    expect(sent.warnings[0]).toBe('unknown field "spec.replica"');
  });

  test("are refused by a strict server", () => {
    const one = deployment({}, { replica: 2 });
    expect(() => refuseUnknown(one, readSent(one))).toThrow(
      'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replica"',
    );
  });

  test("in a list that is one value are told by their place", () => {
    const policy = {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "n" },
      spec: { podSelector: {}, ingress: [{ _from: [] }] },
    };
    expect(applied(policy)).toEqual([".spec.ingress[0]._from: field not declared in schema"]);
  });
});
