import { RenderError } from "../chart/render-error.ts";
import { SeatrialError } from "../util/errors.ts";

/**
 * Runs `act`; what Helm would refuse is told in Helm's words alone, as `Error: …`, and where in which file the cause
 * lies comes on a line of its own unless the words say it. `chart` is the chart's path as the user gave it.
 */
export function inHelmsWords<T>(chart: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    const { code, message } = error;
    const lines = [whereabouts(error, chart), error.hint].filter((line) => line !== undefined);
    throw new SeatrialError(code, message, { hint: lines.join("\n") || undefined, cause: error });
  }
}

function whereabouts({ message, place }: RenderError, chart: string): string | undefined {
  const { file, line, column } = place;
  if (file === undefined || line === undefined || message.includes(`${file}:${line}`)) return undefined;
  const path = message.includes(file) ? file : `${chart.replace(/\/+$/, "")}/${file}`;
  return `at ${[path, line, column].filter((part) => part !== undefined).join(":")}`;
}
