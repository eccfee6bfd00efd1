import type { RecordedHook } from "../../recording/recording.ts";
import type { Place } from "../../util/errors.ts";
import { type Evidence, renderOf } from "../evidence.ts";
import { type Maker, makersOf, placeOf } from "./declared.ts";
import { hookWrite } from "./hook-object.ts";
import { podSpecOf } from "./pod-spec.ts";
import { type Reference, referencesOf } from "./references-of.ts";

/** A hook that was created while an object that it needs was not there, though the same release makes it. */
export interface MissingReference {
  readonly hook: RecordedHook;
  readonly reference: Reference;
  readonly maker: Maker;
  /** why it was not there: who makes it comes later in this event, equal in weight, in another phase or event */
  readonly later: "manifest" | "later-weight" | "equal-weight" | "other-event";
  readonly place: Place;
}

export function missingOf(evidence: Evidence): MissingReference[] {
  return evidence.recording.hooks.flatMap((hook) => {
    const render = renderOf(evidence, hook.release, hook.revision);
    const write = hookWrite(evidence, hook);
    const spec = write === undefined ? undefined : podSpecOf(write.object);
    if (write === undefined || spec === undefined || render === undefined) return [];
    return referencesOf(spec).flatMap((reference): MissingReference[] => {
      const name = { kind: reference.kind, namespace: write.namespace, name: reference.name };
      if (evidence.history.before(name, write.index) !== undefined) return [];
      const makers = makersOf(render, name);
      const maker =
        makers.find(
          ({ as, manifest }) => as === "hook" && "events" in manifest && manifest.events.includes(hook.event),
        ) ?? makers[0];
      if (maker === undefined) return [];
      return [{ hook, reference, maker, later: lateness(hook, maker), place: placeOf(hook) }];
    });
  });
}

function lateness(hook: RecordedHook, maker: Maker): MissingReference["later"] {
  if (maker.as === "manifest") return "manifest";
  if (!maker.manifest.events.includes(hook.event)) return "other-event";
  return maker.manifest.weight === hook.weight ? "equal-weight" : "later-weight";
}
