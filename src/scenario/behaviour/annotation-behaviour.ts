import type { Container, Pod } from "../../cluster/api/pod.ts";
import { parseDuration } from "../../util/duration.ts";
import { SeatrialError } from "../../util/errors.ts";
import { didYouMean } from "../../util/nearest-word.ts";
import { fixed, type StatedBehaviour } from "./stated-behaviour.ts";

const prefix = "seatrial.dev/";

type Reader = (text: string) => StatedBehaviour | undefined;

const time = (text: string) => {
  const milliseconds = parseDuration(text);
  return milliseconds === undefined || milliseconds < 0 ? undefined : fixed(milliseconds);
};

/** A duration, or a word that the field also takes. */
const timed =
  (field: string, word?: string): Reader =>
  (text) => {
    const value = text === word ? word : time(text);
    return value === undefined ? undefined : { [field]: value };
  };

const code =
  (field: string): Reader =>
  (text) =>
    /^\d{1,3}$/.test(text) && Number(text) <= 255 ? { [field]: Number(text) } : undefined;

/** What each annotation takes, and how it is read. */
const annotations: ReadonlyMap<string, { readonly takes: string; readonly read: Reader }> = new Map([
  ["run", { takes: "a duration or forever", read: timed("run", "forever") }],
  ["exit-code", { takes: "a number from 0 to 255", read: code("exitCode") }],
  ["started-after", { takes: "a duration or never", read: timed("startedAfter", "never") }],
  ["ready-after", { takes: "a duration or never", read: timed("readyAfter", "never") }],
  ["live-until", { takes: "a duration", read: timed("liveUntil") }],
  ["stop", { takes: "a duration or ignore", read: timed("stop", "ignore") }],
  ["stop-exit-code", { takes: "a number from 0 to 255", read: code("stopExitCode") }],
  [
    "oom-killed",
    {
      takes: "true or false",
      read: (text) => (/^(true|false)$/.test(text) ? { oomKilled: text === "true" } : undefined),
    },
  ],
]);

export interface AnnotationBehaviour {
  readonly stated: StatedBehaviour;
  /** the first annotation that says something */
  readonly key: string;
}

/**
 * What the annotations of a pod say of one of its containers: `seatrial.dev/run: 5s` of every main container,
 * `seatrial.dev/run.migrate: 5s` of the one called migrate, init containers included. The one with a name counts more.
 * @throws SeatrialError for an annotation below seatrial.dev/ that is unknown or cannot be read
 */
export function annotationBehaviour(container: Container, pod: Pod): AnnotationBehaviour | undefined {
  const isMain = pod.spec.containers.some(({ name }) => name === container.name);
  let stated: StatedBehaviour = {};
  let key: string | undefined;
  const found = Object.entries(pod.metadata.annotations ?? {}).filter(([name]) => name.startsWith(prefix));
  const named = ([name]: readonly [string, string]): boolean => name.includes(".", prefix.length);
  for (const entry of [...found.filter((each) => !named(each)), ...found.filter(named)]) {
    const [name, value] = entry;
    const [, field = "", target] = /^([^.]*)(?:\.(.*))?$/.exec(name.slice(prefix.length)) ?? [];
    const read = readAnnotation(name, field, value, pod);
    if (target === undefined ? !isMain : target !== container.name) continue;
    stated = { ...stated, ...read };
    key ??= name;
  }
  return key === undefined ? undefined : { stated, key };
}

function readAnnotation(name: string, field: string, value: string, pod: Pod): StatedBehaviour {
  const where = `The pod ${pod.metadata.name}'s annotation ${name}`;
  const annotation = annotations.get(field);
  if (annotation === undefined)
    throw new SeatrialError(
      "unknown-annotation",
      `${where} is unknown.${didYouMean(field, annotations.keys())}`,
      {
        hint: `There are ${[...annotations.keys()].map((each) => prefix + each).join(", ")}.`,
      },
    );
  const stated = annotation.read(value);
  if (stated === undefined)
    throw new SeatrialError("invalid-annotation", `${where} is "${value}"; it takes ${annotation.takes}.`);
  return stated;
}
