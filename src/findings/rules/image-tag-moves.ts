import { nameOf, placeOf, short } from "../facts/declared.ts";
import { podSpecOf } from "../facts/pod-spec.ts";
import { row } from "../facts/rows.ts";
import type { Rule } from "../rule.ts";

export const imageTagMoves: Rule = {
  id: "image-tag-moves",
  severity: "note",
  title: "an image without a fixed tag",
  explain: {
    what: `The image has the tag latest, or none, which means the same. What runs is decided by when a node pulled it: with IfNotPresent nodes run different builds for ever, with Always a
restart brings another build. An upgrade to a new build changes nothing that Kubernetes sees, and a rollback brings nothing back.`,
    example: `spec: {template: {spec: {containers: [{image: acme/web:latest, imagePullPolicy: IfNotPresent}]}}}`,
    fix: "Use a tag that names one build, or a digest.",
    links: ["https://github.com/helm/helm/issues/5696"],
  },
  find: (evidence) =>
    evidence.renders.slice(-1).flatMap((render) =>
      [...render.chart.manifests, ...render.chart.hooks].flatMap((manifest) => {
        const name = nameOf(render, manifest);
        const write = evidence.history.of(name)[0];
        const spec = write === undefined ? undefined : podSpecOf(write.object);
        const moving = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].find(
          // a template may leave it open
          ({ image = "" }) => isMoving(image),
        );
        if (write === undefined || moving === undefined) return [];
        const policy = moving.imagePullPolicy ?? "Always";
        const effect =
          policy === "Always"
            ? "each start may bring another build"
            : `with ${policy} each node keeps the build that it pulled first`;
        return [
          {
            message: `The image ${moving.image} of ${short(name)} names no fixed build: ${effect}, and a rollback does not bring the old one back.`,
            advice: "Use a tag that names one build, or a digest.",
            object: name,
            place: placeOf(manifest),
            t: write.t,
            rows: [row(write.t, `${short(name)} is created with ${moving.image} (${policy})`)],
          },
        ];
      }),
    ),
};

/** `web`, `web:latest`, `host:5000/web`; not `web:1.2`, `web@sha256:…`. */
function isMoving(image: string): boolean {
  if (image === "" || image.includes("@")) return false;
  const tag = /:([^/:]+)$/.exec(image)?.[1];
  return tag === undefined || tag === "latest";
}
