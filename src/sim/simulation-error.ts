export type SimulationErrorCode = "deadlock" | "time-bound" | "event-bound" | "object-bound";

/** A run that cannot go on: nothing left to happen, or a bound was reached. */
export class SimulationError extends Error {
  override readonly name = "SimulationError";

  constructor(
    readonly code: SimulationErrorCode,
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}
