import type { KubeObject } from "../../cluster/api/object.ts";
import { short } from "../facts/declared.ts";
import { ownerOf, placeOfObject } from "../facts/owner-of.ts";
import { eventRow } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const imageCannotBePulled: Rule = {
  id: "image-cannot-be-pulled",
  severity: "error",
  title: "an image cannot be pulled",
  explain: {
    what: `No registry has the image (as the scenario says), or the pull policy is Never and the node does not have it. The container waits in ImagePullBackOff for
ever; an upgrade leaves old and new pods side by side, and --wait gives up at the timeout.`,
    example: `images: [{match: "acme/web:9.9.9", missing: true}]     # in the scenario
---
spec: {template: {spec: {containers: [{image: "acme/web:9.9.9"}]}}}`,
    fix: "Correct the tag, push the image, or use another pull policy.",
    links: ["https://github.com/helm/helm/issues/8206"],
  },
  find: (evidence) => {
    const found = new Map<string, Problem>();
    for (const event of evidence.recording.events) {
      if (
        event.kind !== "Pod" ||
        event.type !== "Warning" ||
        !/Failed to pull image|ErrImageNeverPull|is not present with pull policy of Never/.test(event.message)
      )
        continue;
      const pod: KubeObject | undefined = evidence.history.at(event, event.t);
      if (pod === undefined) continue;
      const object = ownerOf(evidence, pod, event.t);
      const image = /image "([^"]+)"/.exec(event.message)?.[1] ?? "";
      const key = `${short(object)} ${image}`;
      if (found.has(key)) continue;
      const place = placeOfObject(evidence, object);
      found.set(key, {
        message: `The image ${image} of ${short(object)} cannot be pulled.`,
        advice: "Correct the tag, or push the image before the release.",
        object,
        ...(place === undefined ? {} : { place }),
        t: event.t,
        rows: [eventRow(event)],
      });
    }
    return [...found.values()];
  },
};
