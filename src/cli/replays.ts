import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { simulateScenario } from "../node/simulate-scenario.ts";
import type { Recording } from "../recording/recording.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Replay } from "../tui/replay.ts";
import type { ReleaseRun } from "./release-command.ts";
import { scenarioText, withLaterFaults } from "./scenario-text.ts";

/** How the run of a scenario file is made again. */
export const scenarioReplay = (
  file: string,
  text: string,
  simulate: (text: string) => Promise<Recording>,
): Replay => ({
  text,
  simulate,
  save: async (name, changed) => written(file === "-" ? "." : dirname(file), name, changed),
});

/** How the run of a command is made again; as a file it is a scenario that gives the same command. */
export async function commandReplay(run: ReleaseRun, recording: Recording): Promise<Replay> {
  const { flags, options } = run;
  const file = flags.text("scenario");
  const load = (text: string): Promise<Scenario> =>
    loadScenario({ file: file || "-", text, readFile: (path) => readFileSync(path, "utf8") });
  const text = await scenarioText(file === "" ? "" : readFileSync(file, "utf8"), run, recording);
  return {
    text,
    simulate: async (changed) => {
      const { containers, faults } = await load(changed);
      return simulateScenario({ ...run.scenario, containers, faults }, options);
    },
    save: async (name, changed) => {
      // in the file, time begins with the commands of before
      const started = async (): Promise<number> => {
        const scenario = await loadScenario({
          file: "-",
          text: changed,
          readFile: (path) => readFileSync(path, "utf8"),
        });
        const steps = simulateScenario({ ...scenario, faults: [] }, { trials: false }).steps;
        return steps[options.before?.length ?? 0]?.start ?? 0;
      };
      const before = options.before?.length ?? 0;
      return written(".", name, before === 0 ? changed : await withLaterFaults(changed, started));
    },
  };
}

function written(folder: string, name: string, text: string): string {
  let file = join(folder, `${name}.yaml`);
  for (let i = 2; existsSync(file); i++) file = join(folder, `${name}-${i}.yaml`);
  writeFileSync(file, text, { flag: "wx" });
  return `Wrote ${file}, a scenario for seatrial run.`;
}
