import { writeSync } from "node:fs";
import { errorCode } from "../node/error-code.ts";
import { harmless } from "../util/harmless-text.ts";

/** Writes a result to standard output, as it is. */
export const print = (text: string): void => writeAll(1, text);

/** Writes a result that is prose for a reader, with words of charts in it. */
export const printText = (text: string): void => writeAll(1, harmless(text));

/** Writes what is no result to standard error. What a chart says in it moves no cursor and commands no CI. */
export const tell = (text: string): void => writeAll(2, harmless(text));

/**
 * Writes to a file descriptor until all is written. Node's own streams do no more for a command that prints its result
 * at once, and take a while to set up.
 */
function writeAll(fd: 1 | 2, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      const code = errorCode(error);
      // a reader that has seen enough (`seatrial … | head`) is no error
      if (code === "EPIPE") process.exit();
      if (code !== "EAGAIN") throw error;
      // a terminal or pipe that another program made non-blocking is full
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
