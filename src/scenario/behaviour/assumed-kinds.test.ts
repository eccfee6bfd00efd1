import { expect, test } from "vitest";
import type { RenderedChart } from "../../chart/rendered-chart.ts";
import { ResourceRegistry } from "../../cluster/api/resource-registry.ts";
import { assumeKinds } from "./assumed-kinds.ts";

const manifest = (apiVersion: string, kind: string, object: object = {}, namespace?: string) => ({
  apiVersion,
  kind,
  namespace,
  object,
});

/** What is asked for, and whether the kind is known afterwards. */
function assume(manifests: readonly object[], apiVersion: string, kind: string, allowed = true) {
  const registry = new ResourceRegistry();
  const asked: string[] = [];
  assumeKinds(registry, { manifests, hooks: [], crds: [] } as unknown as RenderedChart, (name) => {
    asked.push(name);
    return allowed;
  });
  return { asked, found: registry.find(apiVersion, kind) };
}

test("the kind of an operator that is not part of the chart is assumed", () => {
  const { asked, found } = assume(
    [manifest("cert-manager.io/v1", "Certificate")],
    "cert-manager.io/v1",
    "Certificate",
  );
  expect(asked).toEqual(["certificates.cert-manager.io"]);
  expect(found).toMatchObject({ plural: "certificates", namespaced: true });
  const issuer = assume(
    [manifest("cert-manager.io/v1", "ClusterIssuer")],
    "cert-manager.io/v1",
    "ClusterIssuer",
  );
  expect(issuer.found?.namespaced).toBe(false);
});

test("but not one that the chart defines, that Kubernetes has dropped, or where nothing may be assumed", () => {
  const definition = manifest("apiextensions.k8s.io/v1", "CustomResourceDefinition", {
    spec: { group: "example.com", names: { kind: "Thing" } },
  });
  const thing = manifest("example.com/v1", "Thing");
  expect(assume([definition, thing], "example.com/v1", "Thing")).toEqual({ asked: [], found: undefined });
  const policy = manifest("policy/v1beta1", "PodSecurityPolicy");
  expect(assume([policy], "policy/v1beta1", "PodSecurityPolicy")).toEqual({ asked: [], found: undefined });
  expect(assume([thing], "example.com/v1", "Thing", false).found).toBeUndefined();
});
