import type { Container, Pod } from "../../cluster/api/pod.ts";
import { stateOf } from "../../recording/timeline.ts";
import { timeText } from "../model/clock.ts";
import { keyOf } from "../model/key-of.ts";
import type { RunIndex } from "../model/run-index.ts";
import { shortName, whyItIsHere } from "../model/why-it-is-here.ts";
import { whyItWaits } from "../model/why-it-waits.ts";
import { behaviourText, sourceText } from "./behaviour-text.ts";
import { lastKept } from "./last-kept.ts";
import { type Line, plain, type Style, styled, wrap } from "./styled.ts";

/** What there is to know about an object now. */
export function aboutLines(run: RunIndex, key: string, t: number, width: number): Line[] {
  const { now } = run.writesAt(key, t);
  const state =
    now === undefined ? "not there yet" : now.type === "DELETED" ? "gone" : stateOf({ ...now, t }, run.rules);
  const since = now === undefined ? "" : `, last changed at ${timeText(now.t)}`;
  const text = (texts: readonly string[], style: Style = {}): Line[] =>
    texts.flatMap((each) => wrap(each, width, "  ").map((line) => [styled(line, style)]));
  return [
    [styled(shortName(key), { bold: true })],
    ...text([`${state}${since}`]),
    ...section("Why it is here", text(whyItIsHere(run, key, t))),
    ...section("Why it waits", text(whyItWaits(run, key, t), { color: "orange" })),
    ...section("Containers", containerLines(run, key, t, width)),
    ...section("Findings", findingLines(run, key, width)),
    ...section("Last events", eventLines(run, key, t, width)),
  ];
}

export const section = (name: string, lines: readonly Line[]): Line[] =>
  lines.length === 0 ? [] : [[], [styled(name, { color: "blue", bold: true })], ...lines];

/** The findings about an object or one that it belongs to. */
const findingLines = lastKept((run: RunIndex, key: string, width: number): Line[] => {
  const keys = new Set([key, ...run.ownersOf(key)]);
  return run.recording.findings
    .filter(({ object }) => object !== undefined && keys.has(keyOf(object)))
    .flatMap(({ rule, message, advice }) => [
      ...wrap(`${rule}: ${message}`, width, "  ").map((line): Line => [styled(line, { color: "red" })]),
      ...wrap(advice, width, "  ").map((line): Line => [plain(line)]),
    ]);
});

function containerLines(run: RunIndex, key: string, t: number, width: number): Line[] {
  const { now } = run.writesAt(key, t);
  if (now?.kind !== "Pod") return [];
  const { spec, status } = now.object as Pod;
  const statuses = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const describe = (container: Container, isInit: boolean): Line[] => {
    const state = statuses.find(({ name }) => name === container.name)?.state ?? {};
    const word =
      state.running !== undefined
        ? "running"
        : state.terminated !== undefined
          ? `${state.terminated.reason} (${state.terminated.exitCode})`
          : (state.waiting?.reason ?? "not started");
    const starts = run.behavioursOf(key).filter(({ container: name }) => name === container.name);
    const start = starts.findLast((each) => each.t <= t) ?? starts[0];
    return [
      [
        styled(`${container.name}${isInit ? " (init)" : ""} `, { bold: true }),
        plain(`${word}, ${container.image}`),
      ],
      ...(start === undefined
        ? []
        : [behaviourText(start), sourceText(start.source)].flatMap((text, i) =>
            wrap(`  ${text}`, width, "    ").map(
              (line): Line => [i === 0 ? plain(line) : styled(line, { dim: true })],
            ),
          )),
    ];
  };
  return [
    ...(spec.initContainers ?? []).flatMap((each) => describe(each, true)),
    ...spec.containers.flatMap((each) => describe(each, false)),
  ];
}

const shownEvents = 4;

function eventLines(run: RunIndex, key: string, t: number, width: number): Line[] {
  return run
    .eventsOf(key, t)
    .slice(-shownEvents)
    .flatMap((event) => {
      const style: Style = event.type === "Warning" ? { color: "orange" } : {};
      return wrap(`${timeText(event.t)} ${event.reason}: ${event.message}`, width, "  ").map((line) => [
        styled(line, style),
      ]);
    });
}
