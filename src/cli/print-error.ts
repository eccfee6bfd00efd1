import { systemReason } from "../node/system-reason.ts";
import { SimulationError } from "../sim/simulation-error.ts";
import { type Place, SeatrialError } from "../util/errors.ts";

/** What to tell of an error, without the final line break; `debug` adds where in the program it comes from. */
export function errorText(error: unknown, debug: boolean): string {
  const trace = debug && error instanceof Error && error.stack !== undefined ? `\n${error.stack}` : "";
  if (error instanceof SeatrialError) return paragraph(located(error), error.hint) + trace;
  if (error instanceof SimulationError) return paragraph(`Error: ${error.message}`, error.hint) + trace;
  const system = systemText(error);
  if (system !== undefined) return paragraph(`Error: ${system}`, undefined) + trace;
  const message = error instanceof Error ? error.message : String(error);
  return (
    paragraph(
      `Internal error: ${message.split("\n", 1)[0]}`,
      "This is a defect of seatrial. Set SEATRIAL_DEBUG=1 to see where it comes from, and please report it.",
    ) + trace
  );
}

/** What the operating system refused, or undefined for any other error. */
function systemText(error: unknown): string | undefined {
  const reason = systemReason(error);
  if (reason === undefined) return undefined;
  const { path = "standard output" } = error as NodeJS.ErrnoException;
  return `${path}: ${reason}.`;
}

/** Where an error is and what to do about it, for one whose message has been told already. */
export function placeAndHint({ message, place, hint }: SeatrialError): string {
  const where = placeText(place);
  const at = where === "" || message.includes(where) ? "" : `at ${where}\n`;
  return `${at}${hint === undefined ? "" : `${hint}\n`}`;
}

/** A message that already begins with its place keeps it. */
function located({ message, place }: SeatrialError): string {
  const where = placeText(place);
  return where === "" ? `Error: ${message}` : message.startsWith(where) ? message : `${where}: ${message}`;
}

function placeText({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}

const paragraph = (text: string, hint: string | undefined): string =>
  hint === undefined ? text : `${text}\n${hint}`;
