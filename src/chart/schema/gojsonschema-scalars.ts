import { formatFloat } from "../../gotemplate/text/format-float.ts";
import type { CompilePattern } from "./compile-pattern.ts";
import { gojsonschemaFormats } from "./gojsonschema-formats.ts";
import { bounds, least, most } from "./gojsonschema-limits.ts";
import type { Position, Result } from "./gojsonschema-result.ts";
import { isMultiple, type JsonObject, length, member } from "./json.ts";

/** Strings and numbers (xeipuuv/gojsonschema, validation.go). */
export class ScalarValidation {
  private readonly formats: ReturnType<typeof gojsonschemaFormats>;

  constructor(private readonly compile: CompilePattern) {
    this.formats = gojsonschemaFormats(compile);
  }

  string({ schema, path }: Position, value: string, result: Result): void {
    least(schema, "minLength", length(value), (min) =>
      result.add(path, `String length must be greater than or equal to ${min}`),
    );
    most(schema, "maxLength", length(value), (max) =>
      result.add(path, `String length must be less than or equal to ${max}`),
    );
    const pattern = member(schema, "pattern");
    if (typeof pattern === "string" && !this.compile(pattern).test(value))
      result.add(path, `Does not match pattern '${pattern}'`);
    const format = this.format(schema);
    if (format !== undefined && !format.accepts(value))
      result.add(path, `Does not match format '${format.name}'`);
    result.score++;
  }

  number({ schema, path }: Position, value: number, result: Result): void {
    const multiple = member(schema, "multipleOf");
    if (typeof multiple === "number" && !isMultiple(value, multiple))
      result.add(path, `Must be a multiple of ${formatFloat(multiple)}`);
    const { over, under, notOver, notUnder } = bounds(schema);
    if (notOver !== undefined && value > notOver)
      result.add(path, `Must be less than or equal to ${formatFloat(notOver)}`);
    if (under !== undefined && value >= under) result.add(path, `Must be less than ${formatFloat(under)}`);
    if (notUnder !== undefined && value < notUnder)
      result.add(path, `Must be greater than or equal to ${formatFloat(notUnder)}`);
    if (over !== undefined && value <= over) result.add(path, `Must be greater than ${formatFloat(over)}`);
    const format = this.format(schema);
    if (format !== undefined) result.add(path, `Does not match format '${format.name}'`);
    result.score++;
  }

  private format(schema: JsonObject): { name: string; accepts: (text: string) => boolean } | undefined {
    const name = member(schema, "format");
    const accepts =
      typeof name === "string" && Object.hasOwn(this.formats, name) ? this.formats[name] : undefined;
    return typeof name === "string" && accepts !== undefined ? { name, accepts } : undefined;
  }
}
