/**
 * The first time at or after `time` of something that is done every `period`, once at `phase`. Nothing runs at these
 * instants unless somebody waits for one, so that what is done for ever costs nothing while there is nothing to do.
 */
export const nextTick = (time: number, period: number, phase: number): number =>
  phase + Math.ceil((time - phase) / period) * period;
