import { SeatrialError } from "../util/errors.ts";

/**
 * A YAML source that Helm refuses. `message` is the text that Helm prints, from `yaml: ` (or `json: `) on; the line
 * in it is go-yaml's, which is often one too small or missing, so `place` has the true line and column (from 1).
 */
export class YamlError extends SeatrialError {
  constructor(code: string, message: string, line?: number, column?: number) {
    super(code, message, { line, column });
    this.name = "YamlError";
  }
}
