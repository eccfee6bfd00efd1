import type {
  Behaviour,
  BehaviourSource,
  Behaviours,
  ContainerStart,
  ImageSource,
} from "../../cluster/behaviour.ts";
import type { Random } from "../../sim/random.ts";
import { type Distribution, draw } from "../distribution.ts";
import { matchesGlob } from "../glob.ts";
import { loadOf } from "../load.ts";
import type { ContainerRule, Scenario } from "../scenario.ts";
import { annotationBehaviour } from "./annotation-behaviour.ts";
import { defaultBehaviour } from "./default-behaviour.ts";
import { type Guesses, guesses } from "./guesses.ts";
import { inferBehaviour } from "./infer-behaviour.ts";
import { podIndex } from "./pod-index.ts";
import type { References } from "./references.ts";
import type { StatedBehaviour } from "./stated-behaviour.ts";

type ContainerRules = Pick<Scenario, "containers" | "troubles">;

/** How far a run has come. */
interface RunClock {
  /** which command is the latest that was given, from 1 */
  readonly step?: () => number;
  /** virtual milliseconds since the start of the run; negative before it */
  readonly time?: () => number;
}

interface Layer {
  readonly stated: StatedBehaviour;
  readonly source: BehaviourSource;
}

const defaultStop = { kind: "fixed", value: 100 } as const;

/**
 * Answers what a cluster asks of its containers and images. Each property comes from the first source that states it:
 * the scenario's first matching rule, the pod's annotations, the container's own command line, the default for its
 * kind of workload. Spreads are drawn anew for each start, from the start alone.
 */
export function scenarioBehaviours(
  scenario: Pick<Scenario, "containers" | "troubles" | "images" | "guesses" | "load">,
  random: Random,
  references: References,
  { step = () => 1, time = () => 0 }: RunClock = {},
): Behaviours {
  const guess = guesses[scenario.guesses];
  return {
    behaviourOf: (start) => behaviourOf(start, scenario, step(), guess, random),
    loadOf: (workload) => loadOf(scenario.load, workload, time()),
    imageSource: (image) => imageSource(image, scenario, step(), random),
    isAssumed: (kind, namespace, name) => references.isAssumed(kind, namespace, name),
  };
}

function imageSource(
  image: string,
  { images }: Pick<Scenario, "images">,
  now: number,
  random: Random,
): ImageSource {
  const rule = images.find(({ match, step = now }) => step === now && matchesGlob(match, image));
  return {
    missing: rule?.missing ?? false,
    pull: rule?.pull === undefined ? undefined : draw(rule.pull, () => random.stream("pull", image)),
  };
}

function behaviourOf(
  start: ContainerStart,
  rules: ContainerRules,
  step: number,
  guess: Guesses,
  random: Random,
): Behaviour {
  const layers = layersOf(start, rules, step, guess);
  const value = <K extends keyof StatedBehaviour>(key: K): StatedBehaviour[K] =>
    layers.find(({ stated }) => stated[key] !== undefined)?.stated[key];
  const { uid, name } = start.pod.metadata;
  const milliseconds = (key: string, distribution: Distribution): number =>
    draw(distribution, () => random.stream("behaviour", key, uid, name, start.container.name, start.attempt));

  const run = runOf(layers, guess);
  const readyAfter = value("readyAfter");
  const startedAfter =
    value("startedAfter") ??
    (readyAfter === undefined || readyAfter === "never" ? guess.readyAfter : readyAfter);
  const liveUntil = value("liveUntil");
  const stop = value("stop") ?? defaultStop;
  return {
    run: run === "forever" ? undefined : milliseconds("run", run),
    exitCode: value("exitCode") ?? 0,
    oomKilled: value("oomKilled") ?? false,
    startedAfter: startedAfter === "never" ? undefined : milliseconds("startedAfter", startedAfter),
    readyAfter:
      readyAfter === "never" ? undefined : milliseconds("readyAfter", readyAfter ?? guess.readyAfter),
    liveUntil: liveUntil === undefined ? undefined : milliseconds("liveUntil", liveUntil),
    stop: stop === "ignore" ? "ignore" : milliseconds("stop", stop),
    stopExitCode: value("stopExitCode") ?? 0,
    startError: value("startError"),
    preStopError: value("preStopError"),
    postStart: milliseconds("postStart", value("postStart") ?? { kind: "fixed", value: 0 }),
    postStartError: value("postStartError"),
    creates: value("creates") ?? [],
    source: decider(layers),
  };
}

function layersOf(
  start: ContainerStart,
  { troubles, containers }: ContainerRules,
  step: number,
  guess: Guesses,
): Layer[] {
  const { container, pod } = start;
  const among = (rules: readonly ContainerRule[]): Layer | undefined => {
    const rule = rules.find((each) => fits(each, start, step));
    return (
      rule && { stated: rule, source: { kind: "scenario", line: rule.line === 0 ? undefined : rule.line } }
    );
  };
  const annotations = annotationBehaviour(container, pod);
  const inference = inferBehaviour(container, pod);
  const usual = defaultBehaviour(container, pod, guess);
  const layers: (Layer | undefined)[] = [
    among(troubles),
    among(containers),
    annotations && { stated: annotations.stated, source: { kind: "annotation", key: annotations.key } },
    inference && { stated: inference.stated, source: { kind: "command", text: inference.text } },
    { stated: usual.stated, source: { kind: "default", why: usual.why } },
  ];
  return layers.filter((layer) => layer !== undefined);
}

/** Whoever says how a container ends, but not when, means that it does end. */
function runOf(layers: readonly Layer[], guess: Guesses): Distribution | "forever" {
  let ends = false;
  for (const { stated } of layers) {
    if (stated.run !== undefined && !(ends && stated.run === "forever")) return stated.run;
    ends ||= stated.exitCode !== undefined || stated.oomKilled === true;
  }
  return guess.run;
}

const lifeKeys = ["run", "exitCode", "oomKilled", "startError"] as const;

/** Who decides how the container ends; without such a word, who says anything of it. */
function decider(layers: readonly Layer[]): BehaviourSource {
  const last = layers.length - 1;
  const life = layers.findIndex(({ stated }) => lifeKeys.some((key) => stated[key] !== undefined));
  return (layers[life === last ? 0 : life] ?? layers[last])?.source ?? { kind: "default", why: "" };
}

function fits(
  { match }: ContainerRule,
  { pod, container, workload, attempt }: ContainerStart,
  step: number,
): boolean {
  if (match === undefined) return true;
  const glob = (pattern: string | undefined, text: string): boolean =>
    pattern === undefined || matchesGlob(pattern, text);
  return (
    glob(match.workload, workload) &&
    glob(match.container, container.name) &&
    glob(match.image, container.image) &&
    glob(match.pod, pod.metadata.name) &&
    (match.index === undefined || match.index === podIndex(pod)) &&
    (match.attempt === undefined || match.attempt === attempt) &&
    (match.step === undefined || match.step === step)
  );
}
