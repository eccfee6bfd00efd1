import { describe, expect, it } from "vitest";
import type { KubeObject, ObjectInput } from "../../cluster/api/object.ts";
import type { Pod } from "../../cluster/api/pod.ts";
import {
  deploymentObject,
  podTemplate,
  type TestCluster,
  type TestOptions,
  testCluster,
} from "../../cluster/testing/test-cluster.ts";
import { loadScenario } from "../load-scenario.ts";
import { RegistryOutages } from "./registry-outages.ts";
import { startFaults } from "./start-faults.ts";

interface Run extends TestCluster {
  readonly idle: () => readonly string[];
}

/** A cluster of two nodes with a Deployment `web`, and faults as a scenario file has them. */
async function withFaults(
  yaml: string,
  options: TestOptions = {},
  files: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const scenario = await loadScenario({
    file: "-",
    text: `steps: []\ncluster: {nodes: [{name: node-1}, {name: node-2}]}\nfaults:\n${yaml}`,
    readFile: (path) => files[path] ?? "",
  });
  const registries = new RegistryOutages();
  const nodes = ["node-1", "node-2"].map((name) => ({ name, cpu: "4", memory: "8Gi" }));
  const cluster = testCluster({ nodes, ...options, behaviours: (each) => registries.apply(each) });
  const idle = startFaults(scenario.faults, { cluster: cluster.context, registries, namespace: "default" });
  return { ...cluster, idle: () => idle().map(({ why }) => why) };
}

const web = deploymentObject("web", podTemplate("web", [{ imagePullPolicy: "Always" }]), { replicas: 1 });
const only = ({ api }: TestCluster): Pod => api.list<Pod>("Pod")[0] as Pod;

describe("faults", () => {
  it("take a node down and bring it back", async () => {
    const run = await withFaults("  - { at: 20s, node: node-1, down: 90s }");
    run.api.create(web);
    run.pass(15_000);
    expect(only(run).spec.nodeName).toBe("node-1");
    run.pass(70_000);
    expect(run.eventsOf("node-1").at(-1)).toContain("NodeNotReady");
    run.pass(40_000);
    expect(run.eventsOf("node-1").at(-1)).toContain("NodeReady");
    expect(run.idle()).toEqual([]);
  });

  it("keep images from being pulled while the registry is down", async () => {
    const run = await withFaults("  - { at: 0s, registry: down, images: acme/*, for: 30s }");
    run.api.create(web);
    run.pass(4000);
    expect(run.podRows("web").at(-1)).toBe("Pending ErrImagePull");
    expect(run.eventsOf("web").filter((text) => text.includes("503"))).toHaveLength(1);
    expect(run.eventsOf("web").join("\n")).toContain(
      'failed to resolve reference "docker.io/acme/app:1": unexpected status from HEAD request to https://registry-1.docker.io/v2/acme/app/manifests/1: 503 Service Unavailable',
    );
    run.pass(70_000);
    expect(run.podRows("web").at(-1)).toBe("Running Running+");
  });

  it("slow the API server down", async () => {
    const quick = await withFaults("  - { at: 0s, apiServer: slow, by: 0s }");
    const slow = await withFaults("  - { at: 0s, apiServer: slow, by: 700ms, for: 10s }");
    const running = (run: Run): number => {
      run.pass(100);
      run.api.create(web);
      run.pass(20_000);
      return run.writes.find(({ object }) => (object as Pod).status?.phase === "Running")?.time ?? 0;
    };
    expect(running(slow) - running(quick)).toBeGreaterThan(2000);
    expect(slow.context.api.slowBy).toBe(0);
  });

  it("kill a container, with an exit code or for its memory", async () => {
    const run = await withFaults(
      "  - { at: 5s, container: { workload: Deployment/web, container: main }, oomKilled: true }\n" +
        "  - { at: 10s, container: { pod: web-* }, exitCode: 3 }",
    );
    run.api.create(web);
    run.pass(30_000);
    const rows = run.podRows("web");
    expect(rows).toContain("Running OOMKilled");
    expect(rows).toContain("Running Running+/1");
    expect(rows).toContain("Running Error/1");
    expect(run.idle()).toEqual([]);
  });

  it("evict a pod, which fails and is replaced on another node", async () => {
    const run = await withFaults("  - { at: 10s, evict: { workload: Deployment/web } }");
    run.api.create(web);
    run.pass(20_000);
    const [evicted, replacement] = run.api.list<Pod>("Pod");
    expect(evicted?.status.phase).toBe("Failed");
    expect(evicted?.status.reason).toBe("Evicted");
    expect(evicted?.status.message).toContain(
      "The node was low on resource: memory. Threshold quantity: 100Mi",
    );
    expect(evicted?.status.conditions?.at(-1)).toMatchObject({
      type: "DisruptionTarget",
      reason: "TerminationByKubelet",
    });
    expect(replacement?.spec.nodeName).toBe("node-2");
    expect(run.eventsOf("web").some((text) => text.startsWith("Warning Evicted: The node was low"))).toBe(
      true,
    );
    const taints = (): unknown =>
      (
        run.api.require<KubeObject>({ kind: "Node", namespace: "", name: "node-1" }).spec as {
          taints?: unknown;
        }
      ).taints;
    expect(taints()).toMatchObject([{ key: "node.kubernetes.io/memory-pressure", effect: "NoSchedule" }]);
    run.pass(300_000);
    expect(taints()).toBeUndefined();
  });

  const definition: ObjectInput = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "certificates.cert-manager.io" },
    spec: {
      group: "cert-manager.io",
      names: {
        kind: "Certificate",
        plural: "certificates",
        singular: "certificate",
        listKind: "CertificateList",
      },
      scope: "Namespaced",
      versions: [
        { name: "v1", served: true, storage: true, schema: { openAPIV3Schema: { type: "object" } } },
      ],
    },
  };
  const certificate: ObjectInput = {
    apiVersion: "cert-manager.io/v1",
    kind: "Certificate",
    metadata: { name: "tls", namespace: "default" },
  };
  const ref = { kind: "Certificate.cert-manager.io", namespace: "default", name: "tls" };

  it.each([1, 30])(
    "answer for an operator, also when the object comes late (after %i s)",
    async (seconds) => {
      const run = await withFaults(
        "  - { at: 20s, set: { object: Certificate.cert-manager.io/tls, condition: Ready, reason: Issued } }",
      );
      run.api.create(definition);
      run.pass(seconds * 1000);
      run.api.create(certificate);
      run.pass(40_000);
      expect(run.api.require<KubeObject>(ref).status).toMatchObject({
        conditions: [{ type: "Ready", status: "True", reason: "Issued", observedGeneration: 1 }],
        observedGeneration: 1,
      });
      expect(run.idle()).toEqual([]);
    },
  );

  it("create and delete objects", async () => {
    const text =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: late }\n---\napiVersion: v1\nkind: Namespace\nmetadata: { name: extra }\n";
    const run = await withFaults(
      "  - { at: 5s, create: late.yaml }\n  - { at: 9s, delete: ConfigMap/late }\n  - { at: 9s, delete: ConfigMap/never }",
      {},
      { "late.yaml": text },
    );
    const names = (kind: string): string[] => run.api.list(kind).map(({ metadata }) => metadata.name);
    run.pass(6000);
    expect(names("ConfigMap")).toContain("late");
    expect(names("Namespace")).toContain("extra");
    run.pass(6000);
    expect(names("ConfigMap")).not.toContain("late");
    expect(run.idle()).toEqual(['configmaps "never" not found']);
  });

  it("that hit nothing say so", async () => {
    const run = await withFaults(
      "  - { at: 1s, container: { pod: nobody } }\n  - { at: 1s, evict: { pod: nobody } }\n  - { at: 1h, registry: down }",
    );
    run.pass(5000);
    expect(run.idle()).toEqual([
      "no container that fits was running",
      "no pod that fits was on a node",
      "the run was over before",
    ]);
  });
});

describe("faults of a scenario file", () => {
  it.each([
    ["[{ at: 1s, nod: x, down: 1s }]", /needs one of the keys node, .* Did you mean "node"\?/],
    ["[{ at: 1s, node: node-9, down: 1s }]", 'the cluster has no node "node-9". Did you mean "node-1"?'],
    ["[{ at: 1s, node: node-1, down: 5 }]", "expected a duration"],
    ["[{ node: node-1, down: 5s }]", 'needs the key "at"'],
    ["[{ at: 1s, registry: up }]", "expected one of down"],
    ["[{ at: 1s, set: { object: tls, condition: Ready } }]", "expected an object such as"],
    ["[{ at: 1s, set: 3 }]", "expected set, which is a map"],
    ["[{ at: 1s, evict: {}, resource: memroy }]", 'Did you mean "memory"?'],
    ["[down]", "expected a fault, which is a map"],
  ])("%s is refused", async (faults, message) => {
    const load = loadScenario({ file: "-", text: `steps: []\nfaults: ${faults}`, readFile: () => "" });
    await expect(load).rejects.toThrow(message);
  });
});
