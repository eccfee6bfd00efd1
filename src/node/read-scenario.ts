import { readFileSync } from "node:fs";
import { loadScenario } from "../scenario/load-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { SeatrialError } from "../util/errors.ts";

const readText = (path: string): string => readFileSync(path, "utf8");

/** Reads a scenario file, or standard input for `-`. @throws SeatrialError, ScenarioError */
export function readScenario(file: string): Promise<Scenario> {
  return loadScenario({ file, text: readOrExplain(file), readFile: readText });
}

function readOrExplain(file: string): string {
  try {
    return file === "-" ? readFileSync(0, "utf8") : readText(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : String(code);
    throw new SeatrialError("scenario-unreadable", `The scenario ${file} cannot be read: ${why}.`, {
      hint: code === "EISDIR" ? "Name the scenario file in it." : undefined,
      cause: error,
    });
  }
}
