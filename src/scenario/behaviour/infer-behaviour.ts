import type { Container, Pod, Probe } from "../../cluster/api/pod.ts";
import type { Distribution } from "../distribution.ts";
import type { FileChange } from "../shell/machine.ts";
import { type Outcome, runCommandLine } from "../shell/run-command-line.ts";
import { containerEnvironment, type Environment, expandReferences } from "./container-environment.ts";
import { fixed, type StatedBehaviour } from "./stated-behaviour.ts";

/** What a container's own command line says, where it is plain, and the text that says so. */
export interface Inference {
  readonly stated: StatedBehaviour;
  readonly text: string;
}

/**
 * Tells from `command` and `args` how long a container runs and how it ends, and from exec probes and lifecycle hooks
 * what they find. Undefined where nothing of that is plain; an image's own entrypoint never is.
 */
export function inferBehaviour(container: Container, pod: Pod): Inference | undefined {
  if (container.env?.some(({ valueFrom }) => valueFrom !== undefined)) return inferAnew(container, pod);
  const { shareProcessNamespace } = pod.spec;
  const known = inferences.get(container);
  if (known !== undefined && known.shareProcessNamespace === shareProcessNamespace) return known.found;
  const found = inferAnew(container, pod);
  inferences.set(container, { shareProcessNamespace, found });
  return found;
}

/** Of containers that say nothing of their pods: those of a template are the same in all of its pods, and in all runs. */
const inferences = new WeakMap<
  Container,
  { readonly shareProcessNamespace: unknown; readonly found: Inference | undefined }
>();

function inferAnew(container: Container, pod: Pod): Inference | undefined {
  const environment = containerEnvironment(container, pod);
  const argv = [...(container.command ?? []), ...(container.args ?? [])].map((arg) =>
    expandReferences(arg, environment),
  );
  const outcome = container.command === undefined ? undefined : runCommandLine(argv, environment);
  const files = outcome?.files ?? new Map<string, readonly FileChange[]>();
  const stated: StatedBehaviour = {
    ...(outcome === undefined ? {} : commandBehaviour(outcome, pod)),
    ...probeBehaviour(container, environment, files),
    ...hookBehaviour(container, environment),
  };
  if (Object.keys(stated).length === 0) return undefined;
  return { stated, text: argv.join(" ") };
}

function commandBehaviour(outcome: Outcome, pod: Pod): StatedBehaviour {
  return {
    run: outcome.run === undefined ? "forever" : fixed(outcome.run),
    exitCode: outcome.exitCode,
    ...stopBehaviour(outcome, pod),
  };
}

/**
 * Linux delivers no SIGTERM to a container's first process unless that process asked for it. In a pod that shares its
 * process namespace the first process is the pause container's, so the signal's default applies: death.
 */
function stopBehaviour({ onTerm }: Outcome, pod: Pod): StatedBehaviour {
  if (onTerm !== undefined) return { stop: fixed(0), stopExitCode: onTerm };
  if (pod.spec.shareProcessNamespace === true) return { stop: fixed(0), stopExitCode: 143 };
  return { stop: "ignore" };
}

type Files = ReadonlyMap<string, readonly FileChange[]>;

function probeBehaviour(container: Container, environment: Environment, files: Files): StatedBehaviour {
  const check = (probe: Probe | undefined) => probeResults(probe, environment, files);
  const started = check(container.startupProbe);
  const ready = check(container.readinessProbe);
  const dead = failsFrom(check(container.livenessProbe));
  return {
    ...(started === undefined ? {} : { startedAfter: passesFrom(started) }),
    ...(ready === undefined ? {} : { readyAfter: passesFrom(ready) }),
    ...(dead === undefined ? {} : { liveUntil: fixed(dead) }),
  };
}

interface ProbeResult {
  readonly time: number;
  readonly passes: boolean;
}

/**
 * What an exec probe finds whenever the container's script has made or removed a file; undefined where that cannot be
 * told from the files and the probe's own command line.
 */
function probeResults(
  probe: Probe | undefined,
  environment: Environment,
  files: Files,
): readonly ProbeResult[] | undefined {
  const command = commandOf(probe);
  if (command === undefined) return undefined;
  const changes = [...files.values()].flatMap((each) => each.map((change) => change.time));
  const results: ProbeResult[] = [];
  for (const time of [0, ...changes].sort((a, b) => a - b)) {
    const outcome = runCommandLine(command, environment, filesAt(files, time));
    if (outcome?.run === undefined || outcome.assumedReady) return undefined;
    results.push({ time, passes: outcome.exitCode === 0 });
  }
  return results;
}

function passesFrom(results: readonly ProbeResult[]): Distribution | "never" {
  const first = results.find(({ passes }) => passes);
  return first === undefined ? "never" : fixed(first.time);
}

/** From when on the probe fails after it has passed; from the start if it never passes. */
function failsFrom(results: readonly ProbeResult[] | undefined): number | undefined {
  const passing = results?.findIndex(({ passes }) => passes) ?? -1;
  return results?.slice(Math.max(0, passing)).find(({ passes }) => !passes)?.time;
}

/** What a script's files are at one moment; a file that it has yet to make is not there. */
function filesAt(files: Files, time: number): ReadonlyMap<string, boolean> {
  const exists = ([path, changes]: readonly [string, readonly FileChange[]]): readonly [string, boolean] => {
    const before = changes.filter((change) => change.time <= time);
    return [path, before.at(-1)?.exists ?? changes[0]?.exists === false];
  };
  return new Map([...files].map(exists));
}

function hookBehaviour(container: Container, environment: Environment): StatedBehaviour {
  const command = commandOf(container.lifecycle?.postStart);
  const outcome = command === undefined ? undefined : runCommandLine(command, environment);
  if (outcome?.run === undefined) return {};
  const failure = `command '${command?.join(" ")}' exited with ${outcome.exitCode}: `;
  return {
    postStart: fixed(outcome.run),
    ...(outcome.exitCode === 0 ? {} : { postStartError: failure }),
  };
}

function commandOf(handler: Readonly<Record<string, unknown>> | undefined): readonly string[] | undefined {
  const exec = handler?.exec as { readonly command?: readonly string[] } | undefined;
  return exec?.command;
}
