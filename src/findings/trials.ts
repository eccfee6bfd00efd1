import { carriedFlags } from "../helm/flags/carried-flags.ts";
import { commands } from "../helm/flags/commands.ts";
import { helmRules } from "../helm/profiles/helm-rules.ts";
import type { LoadRule } from "../scenario/load.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { HelmStep, KubectlStep, SleepStep, Step } from "../scenario/steps/step.ts";
import { SimulationError } from "../sim/simulation-error.ts";
import type { Evidence } from "./evidence.ts";
import type { ReleaseStep } from "./release-steps.ts";

/** What a further run changes in the charts that it reads. */
export type ChartChange =
  | "none"
  /** from the second reading on, every chart has the next patch version and another appVersion */
  | "next-version"
  /** the first rendering makes nothing: the release was there before these parts of the chart were */
  | "empty-first";

/** Runs a scenario with charts that change as said; gives what rules need, or nothing where further runs are not wanted. */
export type RunTrial = (scenario: Scenario, charts: ChartChange) => Evidence | undefined;

/** Between two commands of a trial, so that what the first one set off has happened. */
const pause: SleepStep = { kind: "sleep", command: "sleep 40s", milliseconds: 40_000, place: {} };

/** So long that autoscalers have measured the first pods and made more. */
const growth: SleepStep = { kind: "sleep", command: "sleep 3m", milliseconds: 180_000, place: {} };

const endless: LoadRule = {
  workload: "*",
  cpu: 1e9,
  memory: 1e15,
  from: 0,
  until: Number.POSITIVE_INFINITY,
};

/**
 * Further runs that begin with the scenario's first installation, for what one run cannot show: the second upgrade, the
 * retry, the end. Each is made once, when the first rule asks for it. None is made without an installation by name.
 */
export class Trials {
  private readonly done = new Map<string, Evidence | undefined>();

  constructor(
    private readonly scenario: Scenario,
    private readonly install: ReleaseStep | undefined,
    private readonly run: RunTrial,
  ) {}

  /** `helm upgrade` with the same chart and values. */
  upgradeToItself(): Evidence | undefined {
    return this.attempt("none", [this.again("install"), pause, this.again("upgrade")]);
  }

  /** `helm upgrade` to a chart that differs in its version alone. */
  upgradeToNextVersion(): Evidence | undefined {
    return this.attempt("next-version", [this.again("install"), pause, this.again("upgrade"), pause]);
  }

  /** `helm upgrade` of a release that was there before anything of this chart was in it. */
  enabledByUpgrade(): Evidence | undefined {
    return this.attempt("empty-first", [this.again("install"), pause, this.again("upgrade"), pause]);
  }

  /** `helm upgrade` with the same chart and values, while pods have more to do than all of them can. */
  upgradeUnderLoad(): Evidence | undefined {
    return this.attempt("none", [this.again("install"), growth, this.again("upgrade")], { load: [endless] });
  }

  /** The installation with `--wait`. */
  waiting(): Evidence | undefined {
    return this.attempt("none", [this.again("install", ["--wait"])]);
  }

  uninstalled(): Evidence | undefined {
    return this.attempt("none", [this.again("install"), pause, this.named("uninstall"), pause]);
  }

  rolledBack(): Evidence | undefined {
    return this.attempt("none", [
      ...[this.again("install"), pause, this.again("upgrade"), pause],
      ...[this.named("rollback", "1"), pause],
    ]);
  }

  testedTwice(): Evidence | undefined {
    return this.attempt("none", [this.again("install"), pause, this.named("test"), this.named("test")]);
  }

  /** The installation killed after so many seconds, cleaned up without hooks, and tried again. */
  installInterrupted(seconds: number): Evidence | undefined {
    const install = this.again("install");
    const uninstall = this.named("uninstall", "--no-hooks");
    return this.attempt("none", [killed(install, seconds), pause, uninstall, pause, install]);
  }

  /** An upgrade killed after so many seconds, rolled back without hooks, and tried again. */
  upgradeInterrupted(seconds: number): Evidence | undefined {
    const upgrade = this.again("upgrade");
    const rollback = this.named("rollback", "1", "--no-hooks");
    return this.attempt("none", [
      ...[this.again("install"), pause, killed(upgrade, seconds), pause],
      ...[rollback, pause, upgrade],
    ]);
  }

  /** The removal killed after so many seconds, and tried again. */
  uninstallInterrupted(seconds: number): Evidence | undefined {
    const uninstall = this.named("uninstall");
    return this.attempt("none", [this.again("install"), pause, killed(uninstall, seconds), pause, uninstall]);
  }

  /** The installation, and then new pods for the workloads: what every upgrade that changes them does. */
  restarted(workloads: readonly string[]): Evidence | undefined {
    const args = ["rollout", "restart", ...workloads, ...this.flagsFor("uninstall", ["namespace"])];
    const restart: KubectlStep = {
      kind: "kubectl",
      command: `kubectl ${args.join(" ")}`,
      args,
      timeout: undefined,
      place: {},
    };
    return this.attempt("none", [this.again("install"), pause, restart, pause]);
  }

  /** A trial that reaches a bound of the simulator shows nothing. */
  private attempt(
    charts: ChartChange,
    steps: readonly Step[],
    changes: Partial<Scenario> = {},
  ): Evidence | undefined {
    if (this.install === undefined || this.install.release === "") return undefined;
    const key = [charts, ...steps.map(({ command }) => command)].join("\n");
    if (this.done.has(key)) return this.done.get(key);
    let evidence: Evidence | undefined;
    try {
      evidence = this.run({ ...this.scenario, ...changes, steps, expect: [] }, charts);
    } catch (error) {
      if (!(error instanceof SimulationError)) throw error;
    }
    this.done.set(key, evidence);
    return evidence;
  }

  /** The installation as another command would do it: the same release and chart, and those flags that it has too. */
  private again(command: "install" | "upgrade", extra: readonly string[] = []): HelmStep {
    const { release = "", chart = "" } = this.install ?? {};
    return helmStep([command, release, chart, ...this.flagsFor(command), ...extra]);
  }

  private named(command: "uninstall" | "test" | "rollback", ...rest: readonly string[]): HelmStep {
    return helmStep([
      command,
      this.install?.release ?? "",
      ...rest,
      ...this.flagsFor(command, ["namespace"]),
    ]);
  }

  private flagsFor(command: string, only?: readonly string[]): string[] {
    const rules = helmRules(this.scenario.helmVersion);
    const given = this.install?.flags;
    const known = commands.find(({ name }) => name === command);
    return given === undefined || known === undefined ? [] : carriedFlags(given, known, rules, only);
  }
}

const helmStep = (args: readonly string[]): HelmStep => ({
  kind: "helm",
  command: `helm ${args.join(" ")}`,
  args,
  timeout: undefined,
  place: {},
});

const killed = (step: HelmStep, seconds: number): HelmStep => ({
  ...step,
  command: `timeout -s KILL ${seconds}s ${step.command}`,
  timeout: { signal: "KILL", after: seconds * 1000 },
});
