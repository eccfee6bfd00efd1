import { describe, expect, it } from "vitest";
import type { ResourceQuota } from "../api/admission/quota-tracker.ts";
import type { ObjectRef } from "../api/object.ts";
import type { Deployment } from "../api/workloads.ts";
import { deploymentObject, podTemplate, testCluster } from "../testing/test-cluster.ts";

describe("a ResourceQuota", () => {
  it("tells what is used of it, and lets no more pods in than fit", () => {
    const { api, pass, eventsOf } = testCluster({ containers: { main: { stop: 100 } } });
    const ref: ObjectRef = { kind: "ResourceQuota", namespace: "default", name: "small" };
    api.create({
      apiVersion: "v1",
      kind: ref.kind,
      metadata: { name: ref.name, namespace: ref.namespace },
      spec: { hard: { pods: "2", "requests.cpu": "1", "count/deployments.apps": "1" } },
    });
    const statusNow = () => api.require<ResourceQuota>(ref).status;
    pass(100);
    expect(statusNow()).toEqual({
      hard: { "count/deployments.apps": "1", pods: "2", "requests.cpu": "1" },
      used: { "count/deployments.apps": "0", pods: "0", "requests.cpu": "0" },
    });
    const template = podTemplate("web", [{ resources: { requests: { cpu: "200m" } } }]);
    api.create(deploymentObject("web", template, { replicas: 3 }));
    pass(5_000);
    expect(statusNow().used).toEqual({ "count/deployments.apps": "1", pods: "2", "requests.cpu": "400m" });
    expect(eventsOf("web").filter((each) => each.includes("exceeded"))[0]).toMatch(
      /^Warning FailedCreate: Error creating: pods "web-[a-z0-9]+-[a-z0-9]+" is forbidden: exceeded quota: small, requested: pods=1, used: pods=2, limited: pods=2$/,
    );
    api.update<Deployment>({ kind: "Deployment", namespace: "default", name: "web" }, (stored) => ({
      ...stored,
      spec: { ...stored.spec, replicas: 0 },
    }));
    pass(10_000);
    expect(statusNow().used).toMatchObject({ pods: "0", "requests.cpu": "0" });
  });
});
