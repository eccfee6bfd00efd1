// Rolls out a Deployment of many pods on many nodes, and then updates it: npm run bench:rollout [-- PODS NODES]
import type { Deployment } from "../src/cluster/api/workloads.ts";
import { deploymentObject, podTemplate, testCluster } from "../src/cluster/testing/test-cluster.ts";

const [pods = 10_000, count = 120] = process.argv.slice(2).map(Number);
const ref = { kind: "Deployment", namespace: "default", name: "web" };
const container = (tag: string) => ({ image: `acme/web:${tag}`, resources: { requests: { cpu: "100m" } } });

const { api, context, pass } = testCluster({
  nodes: Array.from({ length: count }, (_, i) => ({
    name: `node-${i}`,
    cpu: "32",
    memory: "128Gi",
    pods: "250",
  })),
  keepWrites: false,
});
let writes = 0;
api.onWrite(() => writes++);

/** Lets time pass until all pods are up to date and available, and tells what it took. */
function settle(what: string): void {
  const began = performance.now();
  const from = { time: context.kernel.now, writes };
  for (;;) {
    pass(10_000);
    const { status, metadata, spec } = api.require<Deployment>(ref);
    const { updatedReplicas, availableReplicas, replicas, observedGeneration } = status;
    const counts = [updatedReplicas, availableReplicas, replicas];
    if (observedGeneration === metadata.generation && counts.every((each) => each === spec.replicas)) break;
    if (context.kernel.now - from.time > 86_400_000) throw new Error(`${what} does not end: ${counts}`);
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
  const virtual = Math.round((context.kernel.now - from.time) / 1000);
  process.stdout.write(
    `${what}: ${seconds} s for ${virtual} s of virtual time, ${writes - from.writes} writes, ${memory} MiB\n`,
  );
}

const template = podTemplate("web", [container("1")]);
api.create(deploymentObject("web", template, { replicas: pods, progressDeadlineSeconds: 80_000 }));
settle(`${pods} pods on ${count} nodes, rolled out`);
api.update<Deployment>(ref, (web) => ({
  ...web,
  spec: { ...web.spec, template: podTemplate("web", [container("2")]) },
}));
settle("updated");
