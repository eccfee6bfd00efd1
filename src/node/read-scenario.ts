import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadScenario } from "../scenario/load-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { SeatrialError } from "../util/errors.ts";
import { errorCode } from "./error-code.ts";
import { standardInput } from "./standard-input.ts";
import { systemReason } from "./system-reason.ts";

/** @throws TypeError for what is not UTF-8; a byte order mark is left out */
const readText = (path: string): string =>
  new TextDecoder("utf-8", { fatal: true }).decode(path === "-" ? standardInput() : readFileSync(path));

/**
 * Reads a scenario file, the `scenario.yaml` of a folder, or standard input for `-`. @throws SeatrialError, ScenarioError
 */
export async function readScenario(path: string): Promise<Scenario> {
  const file = scenarioFile(path);
  return await loadScenario({ file, text: readOrExplain(file), readFile: readText });
}

/** The file that a path means: for a folder its `scenario.yaml`, if there is one. */
export function scenarioFile(path: string): string {
  const inFolder = join(path, "scenario.yaml");
  return path !== "-" && existsSync(inFolder) ? inFolder : path;
}

function readOrExplain(file: string): string {
  try {
    return readText(file);
  } catch (error) {
    const code = errorCode(error);
    const why =
      code === "ERR_ENCODING_INVALID_ENCODED_DATA"
        ? "it is not UTF-8 text"
        : (systemReason(error) ?? String(error));
    throw new SeatrialError("scenario-unreadable", `The scenario ${file} cannot be read: ${why}.`, {
      hint: hints.get(code),
      cause: error,
    });
  }
}

const hints: ReadonlyMap<string | undefined, string> = new Map([
  ["EISDIR", "Name the scenario file in it."],
  ["ENOENT", "seatrial init CHART writes a first one."],
]);
