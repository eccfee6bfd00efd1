import type { Pod } from "../../cluster/api/pod.ts";
import type { Deployment } from "../../cluster/api/workloads.ts";
import type { Evidence } from "../evidence.ts";
import { nameOf, placeOf, short } from "../facts/declared.ts";
import { ownerOf } from "../facts/owner-of.ts";
import { podSpecOf } from "../facts/pod-spec.ts";
import { referencesOf } from "../facts/references-of.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const volumeHeldByOldPod: Rule = {
  id: "volume-held-by-old-pod",
  severity: "warning",
  title: "a rolling update whose new pod needs the volume that the old one holds",
  explain: {
    what: `A Deployment with a ReadWriteOnce volume starts the new pod before it stops the old one. If the new pod comes to another node, the volume cannot be attached there ("Multi-Attach error") while the old
pod has it, and the old pod stays until the new one is ready: the update hangs. On one node both write to the same volume.`,
    example: `kind: Deployment
spec:
  replicas: 1                # the default strategy: maxSurge 25%, maxUnavailable 25%, so 1 and 0
  template: {spec: {volumes: [{persistentVolumeClaim: {claimName: data}}]}}
---
kind: PersistentVolumeClaim
spec: {accessModes: [ReadWriteOnce]}`,
    fix: "Use strategy.type: Recreate, or a StatefulSet, or a volume of ReadWriteMany.",
    links: [
      "https://github.com/8gears/n8n-helm-chart/issues/14",
      "https://github.com/valkey-io/valkey-helm/issues/28",
    ],
  },
  find: (evidence) => {
    const holders = holdersOf(evidence);
    const trial =
      holders.length === 0
        ? undefined
        : evidence.trials.restarted(holders.map(({ name }) => `deployment/${name}`));
    return trial === undefined ? [] : heldIn(trial);
  },
};

interface Holder {
  readonly name: string;
  readonly claim: string;
}

/** Deployments that surge and mount a claim of the chart that one node can have at a time. */
function holdersOf({ renders: [render], history }: Evidence): Holder[] {
  if (render === undefined) return [];
  const claims = new Set(
    render.chart.manifests
      .filter(({ kind, object }) => kind === "PersistentVolumeClaim" && isSingle(object))
      .map(short),
  );
  if (claims.size === 0) return [];
  return render.chart.manifests.flatMap((manifest) => {
    const name = nameOf(render, manifest);
    const object = manifest.kind === "Deployment" ? history.of(name)[0]?.object : undefined;
    const spec = object === undefined ? undefined : podSpecOf(object);
    if (object === undefined || spec === undefined || name.namespace !== render.release.namespace) return [];
    const { type, rollingUpdate } = (object as Deployment).spec.strategy;
    if (type === "Recreate" || rollingUpdate?.maxSurge === 0 || rollingUpdate?.maxSurge === "0%") return [];
    const claim = referencesOf(spec).find((reference) => claims.has(short(reference)));
    return claim === undefined ? [] : [{ name: name.name, claim: claim.name }];
  });
}

function isSingle(object: unknown): boolean {
  const { accessModes = [] } = ((object as { readonly spec?: object }).spec ?? {}) as {
    readonly accessModes?: readonly string[];
  };
  return accessModes.length > 0 && accessModes.every((mode) => mode.startsWith("ReadWriteOnce"));
}

/** New pods that were placed while an old pod on another node had their claim. */
function heldIn(evidence: Evidence): Problem[] {
  const {
    history,
    renders: [render],
    trial,
  } = evidence;
  if (render === undefined) return [];
  return holdersOf(evidence).flatMap(({ name, claim }): Problem[] => {
    const deployment = { kind: "Deployment", namespace: render.release.namespace, name };
    const pods = history.ofKind("Pod").flatMap((writes) => {
      const [first] = writes;
      const placed = writes.find(({ object }) => (object as Pod).spec.nodeName !== undefined);
      if (first === undefined || placed === undefined) return [];
      const owner = ownerOf(evidence, first.object, first.t);
      if (short(owner) !== short(deployment) || owner.namespace !== deployment.namespace) return [];
      const gone = writes.find(({ type }) => type === "DELETED")?.t ?? Number.POSITIVE_INFINITY;
      return [{ pod: first.name, node: (placed.object as Pod).spec.nodeName, from: placed.t, to: gone }];
    });
    const held = pods.flatMap((old) =>
      pods
        .filter((young) => young.from > old.from + 1 && young.from < old.to && young.node !== old.node)
        .map((young) => ({ old, young })),
    )[0];
    const manifest = render.chart.manifests.find((each) => each.kind === "Deployment" && each.name === name);
    if (held === undefined || manifest === undefined) return [];
    const { old, young } = held;
    return [
      {
        message: `When its pods are replaced, ${short(deployment)} starts a new pod on ${young.node} while the old one on ${old.node} has PersistentVolumeClaim/${claim} (ReadWriteOnce): the volume cannot be attached, and the update hangs.`,
        advice: "Use strategy.type: Recreate, or a volume of ReadWriteMany.",
        object: deployment,
        place: placeOf(manifest),
        t: young.from,
        rows: [
          row(young.from, `Pod/${young.pod} is placed on ${young.node}`),
          row(young.from, `Pod/${old.pod} on ${old.node} has PersistentVolumeClaim/${claim}`),
        ],
        ...(trial === undefined ? {} : { trial }),
      },
    ];
  });
}
