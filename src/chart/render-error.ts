import { SeatrialError } from "../util/errors.ts";

/**
 * A chart that Helm refuses to render. `message` is what Helm prints after `Error: `, `place` where in the chart the
 * cause lies. `rendered` says whether Helm got as far as rendering: `helm template` then tells about --debug.
 */
export class RenderError extends SeatrialError {
  override name = "RenderError";
}
