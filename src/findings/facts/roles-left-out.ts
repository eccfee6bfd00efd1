import type { Manifest } from "../../chart/rendered-chart.ts";
import type { Evidence, Render } from "../evidence.ts";
import { nameOf } from "./declared.ts";
import { isBound } from "./permissions.ts";

/** A binding of the chart that is to give an account its rights, and what is not there of it. */
export interface RoleLeftOut {
  readonly binding: Manifest;
  /** the binding itself, or the role that it names */
  readonly missing: Manifest;
}

/** What the chart declares for an account and was not there just before a write; undefined if all was. */
export function rolesLeftOut(
  { history }: Evidence,
  render: Render,
  {
    account,
    namespace,
    index,
  }: { readonly account: string; readonly namespace: string; readonly index: number },
): RoleLeftOut | undefined {
  const all = [...render.chart.manifests, ...render.chart.hooks];
  const isThere = (manifest: Manifest): boolean =>
    history.before(nameOf(render, manifest), index) !== undefined;
  for (const binding of all) {
    if (binding.kind !== "RoleBinding" && binding.kind !== "ClusterRoleBinding") continue;
    const { roleRef, subjects } = (binding.object ?? {}) as unknown as Partial<Bound>;
    const home = binding.namespace ?? render.release.namespace;
    if (!isBound({ subjects: subjects ?? [] }, account, namespace, home)) continue;
    if (!isThere(binding)) return { binding, missing: binding };
    const role = all.find(({ kind, name }) => kind === roleRef?.kind && name === roleRef.name);
    if (role !== undefined && !isThere(role)) return { binding, missing: role };
  }
  return undefined;
}

interface Bound {
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly subjects: Parameters<typeof isBound>[0]["subjects"];
}
