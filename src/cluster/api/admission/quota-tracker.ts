import type { ApiServer } from "../api-server.ts";
import { type KubeObject, refOf } from "../object.ts";
import type { Pod } from "../pod.ts";
import { Quantity } from "../quantity.ts";
import { qosClass } from "../strategies/pod-spec-defaults.ts";
import { objectUsage } from "./object-usage.ts";

export interface ResourceQuota extends KubeObject {
  readonly spec: {
    readonly hard?: Readonly<Record<string, string | number>>;
    readonly scopes?: readonly string[];
    readonly scopeSelector?: {
      readonly matchExpressions?: readonly {
        readonly scopeName: string;
        readonly operator: string;
        readonly values?: readonly string[];
      }[];
    };
  };
  readonly status: {
    readonly hard?: Readonly<Record<string, string>>;
    readonly used?: Readonly<Record<string, string>>;
  };
}

/** Knows what is used of every quota: counted once when the quota appears, and then with every write. */
export class QuotaTracker {
  private readonly used = new Map<string, Map<string, Quantity>>();

  constructor(private readonly api: ApiServer) {
    api.onWrite(({ type, object, old }) => {
      const { namespace } = object.metadata;
      if (namespace === undefined) return;
      if (object.kind === "ResourceQuota") {
        if (type === "DELETED" || (type === "MODIFIED" && old?.spec !== object.spec))
          this.used.delete(object.metadata.uid);
      }
      if (this.used.size === 0) return;
      for (const quota of this.quotasIn(namespace)) {
        const used = this.used.get(quota.metadata.uid);
        if (used === undefined) continue;
        if (old !== undefined) this.count(quota, used, old, -1);
        if (type !== "DELETED") this.count(quota, used, object, 1);
      }
    });
  }

  quotasIn(namespace: string): readonly ResourceQuota[] {
    return this.api.list<ResourceQuota>("ResourceQuota", namespace);
  }

  /** What is used now of each resource that the quota limits. */
  usedOf(quota: ResourceQuota): ReadonlyMap<string, Quantity> {
    const known = this.used.get(quota.metadata.uid);
    if (known !== undefined) return known;
    const used = new Map(Object.keys(quota.spec.hard ?? {}).map((name) => [name, Quantity.zero]));
    this.used.set(quota.metadata.uid, used);
    const { namespace } = quota.metadata;
    for (const kind of this.api.store.kindNames())
      for (const object of this.api.list(kind, namespace)) this.count(quota, used, object, 1);
    return used;
  }

  /** What a new object would add to a quota. */
  addedTo(quota: ResourceQuota, object: KubeObject): ReadonlyMap<string, Quantity> {
    const usage = isInScope(quota, object) ? objectUsage(object, this.api.resources) : new Map();
    return new Map([...usage].filter(([name]) => quota.spec.hard?.[name] !== undefined));
  }

  private count(quota: ResourceQuota, used: Map<string, Quantity>, object: KubeObject, by: 1 | -1): void {
    for (const [name, amount] of this.addedTo(quota, object)) {
      const before = used.get(name) ?? Quantity.zero;
      used.set(name, by === 1 ? before.plus(amount) : before.minus(amount));
    }
  }
}

/** A quota with scopes looks at some pods only, and at nothing else. */
function isInScope({ spec }: ResourceQuota, object: KubeObject): boolean {
  const expressions = spec.scopeSelector?.matchExpressions ?? [];
  const scopes = spec.scopes ?? [];
  if (scopes.length + expressions.length === 0) return true;
  if (refOf(object).kind !== "Pod") return false;
  const pod = object as Pod;
  return (
    scopes.every((scope) => matchesScope(scope, pod)) &&
    expressions.every(({ scopeName, operator, values = [] }) => {
      if (scopeName !== "PriorityClass") return matchesScope(scopeName, pod);
      const name = pod.spec.priorityClassName ?? "";
      if (operator === "Exists") return name !== "";
      if (operator === "DoesNotExist") return name === "";
      return values.includes(name) === (operator === "In");
    })
  );
}

function matchesScope(scope: string, { spec }: Pod): boolean {
  const terminating = spec.activeDeadlineSeconds !== undefined && spec.activeDeadlineSeconds >= 0;
  const bestEffort = qosClass(spec) === "BestEffort";
  switch (scope) {
    case "Terminating":
      return terminating;
    case "NotTerminating":
      return !terminating;
    case "BestEffort":
      return bestEffort;
    case "NotBestEffort":
      return !bestEffort;
    case "PriorityClass":
      return (spec.priorityClassName ?? "") !== "";
    default:
      return false;
  }
}
