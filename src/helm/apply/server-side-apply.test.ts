import { describe, expect, it } from "vitest";
import { claimChanges, managedFieldsOf } from "../../cluster/api/apply/managed-fields.ts";
import type { KubeObject, ObjectInput } from "../../cluster/api/object.ts";
import { applyServerSide, claimNew, helmApply } from "./server-side-apply.ts";

const configMap = (data: Record<string, string>): ObjectInput => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "c", namespace: "n" },
  data,
});
const deployment = (spec: object): ObjectInput => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "d", namespace: "n" },
  spec,
});
const stored = (input: ObjectInput): KubeObject => ({
  ...input,
  metadata: {
    ...{ name: "x", uid: "u", resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z" },
    ...input.metadata,
  },
});
/** What Helm has applied. */
const applied = (input: ObjectInput): KubeObject => stored(claimNew(input, helmApply));
const by = (
  manager: string,
  old: KubeObject,
  change: Partial<KubeObject>,
  subresource?: string,
): KubeObject =>
  claimChanges(
    old,
    { ...old, ...change },
    { manager, ...(subresource === undefined ? {} : { subresource }) },
  );

describe("server-side apply", () => {
  it("sets its fields, keeps others' and removes its own old ones", () => {
    const live = by("kubectl-edit", applied(configMap({ a: "1", b: "1" })), {
      data: { a: "1", b: "1", theirs: "x" },
    });
    expect(applyServerSide(live, configMap({ a: "2", c: "1" }), false).data).toEqual({
      a: "2",
      c: "1",
      theirs: "x",
    });
  });

  it("gives an equal object if nothing changes", () => {
    const live = applied(configMap({ a: "1" }));
    expect(applyServerSide(live, configMap({ a: "1" }), false)).toEqual(live);
  });

  it("conflicts where somebody else has changed its field", () => {
    const live = by("kubectl-edit", applied(configMap({ a: "1" })), { data: { a: "9" } });
    expect(() => applyServerSide(live, configMap({ a: "2" }), false)).toThrow(
      'Apply failed with 1 conflict: conflict with "kubectl-edit" using v1: .data.a',
    );
    expect(applyServerSide(live, configMap({ a: "9" }), false).data).toEqual({ a: "9" });
    expect(applyServerSide(live, configMap({ a: "2" }), true).data).toEqual({ a: "2" });
  });

  it("owns what it has taken by force", () => {
    const live = by("kubectl-edit", applied(configMap({ a: "1" })), { data: { a: "9" } });
    const taken = applyServerSide(live, configMap({ a: "2" }), true);
    expect(applyServerSide(taken, configMap({ a: "3" }), false).data).toEqual({ a: "3" });
    expect(managedFieldsOf(taken).map(({ manager }) => manager)).toEqual(["helm"]);
  });

  it("changes nothing with an empty map", () => {
    const live = stored(deployment({ strategy: { type: "Recreate" } }));
    expect(applyServerSide(live, deployment({ strategy: {} }), false).spec).toEqual(live.spec);
  });

  it("names a scaled Deployment's scaler", () => {
    const live = by("kubectl", applied(deployment({ replicas: 2 })), { spec: { replicas: 4 } }, "scale");
    expect(() => applyServerSide(live, deployment({ replicas: 2 }), false)).toThrow(
      'conflict with "kubectl" with subresource "scale" using apps/v1: .spec.replicas',
    );
  });

  it("names containers by their key, and all conflicts by manager", () => {
    const containers = (image: string): object => ({
      template: { spec: { containers: [{ name: "c", image }] } },
    });
    const first = by("kubectl-set", applied(deployment({ replicas: 1, ...containers("1") })), {
      spec: { replicas: 1, ...containers("2") },
    });
    const live = by("kubectl", first, { spec: { replicas: 5, ...containers("2") } });
    expect(() => applyServerSide(live, deployment({ replicas: 1, ...containers("1") }), false)).toThrow(
      'Apply failed with 2 conflicts: conflicts with "kubectl" using apps/v1:\n- .spec.replicas\nconflicts with "kubectl-set" using apps/v1:\n- .spec.template.spec.containers[name="c"].image',
    );
  });

  it("takes an object that nobody claims for kubectl's", () => {
    expect(() =>
      applyServerSide(stored(configMap({ who: "me" })), configMap({ who: "chart" }), false),
    ).toThrow('conflict with "kubectl-client-side-apply" using v1: .data.who');
  });

  it("merges containers by name and removes those it no longer has", () => {
    const pods = (...containers: object[]): ObjectInput => deployment({ template: { spec: { containers } } });
    const live = applied(pods({ name: "a", image: "1" }, { name: "b", image: "1" }));
    const sidecar = by("injector", live, {
      spec: {
        template: {
          spec: {
            containers: [
              { name: "a", image: "1", imagePullPolicy: "Always" },
              { name: "b", image: "1" },
              { name: "sidecar", image: "s" },
            ],
          },
        },
      },
    });
    expect(
      applyServerSide(sidecar, pods({ name: "a", image: "2" }, { name: "c", image: "1" }), false).spec,
    ).toEqual({
      template: {
        spec: {
          containers: [
            { name: "a", image: "2", imagePullPolicy: "Always" },
            { name: "sidecar", image: "s" },
            { name: "c", image: "1" },
          ],
        },
      },
    });
  });

  it("replaces lists of custom kinds as a whole", () => {
    const widget = (parts: readonly object[]): ObjectInput => ({
      ...{ apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "w" } },
      spec: { containers: parts },
    });
    const live = applied(widget([{ name: "a" }, { name: "b" }]));
    expect(applyServerSide(live, widget([{ name: "b", x: 1 }]), false).spec).toEqual({
      containers: [{ name: "b", x: 1 }],
    });
  });

  it("removes a field with the defaults in it once nothing of it is applied any more", () => {
    const probe = { httpGet: { path: "/", port: 80 } };
    const container = (more: object) => ({ name: "c", image: "web", ...more });
    const spec = (more: object) => ({ template: { spec: { containers: [container(more)] } } });
    const old = applied(deployment(spec({ readinessProbe: probe })));
    const defaulted = { httpGet: { ...probe.httpGet, scheme: "HTTP" }, periodSeconds: 10 };
    const live = { ...old, spec: spec({ readinessProbe: defaulted }) };
    expect(applyServerSide(live, deployment(spec({})), false).spec).toEqual(spec({}));

    const others = by("operator", live, {
      spec: spec({ readinessProbe: { ...defaulted, periodSeconds: 3 } }),
    });
    expect(applyServerSide(others, deployment(spec({})), false).spec).toEqual(
      spec({ readinessProbe: { periodSeconds: 3 } }),
    );
  });
});
