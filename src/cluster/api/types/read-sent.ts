import { remembering } from "../../../util/remembering.ts";
import { ApiError } from "../api-error.ts";
import { isMap } from "../apply/json.ts";
import type { ObjectInput } from "../object.ts";
import { decodeText, unknownFieldText } from "./type-problem-text.ts";
import { type TypeProblem, typeProblems } from "./type-problems.ts";

/** An object that a client has sent, without the fields that the server does not know. */
export interface Sent {
  readonly object: ObjectInput;
  /** `unknown field "spec.foo"`, for each that was dropped */
  readonly warnings: readonly string[];
}

/**
 * An object as the server reads it from a client's POST, PUT or patch: the first value of the wrong type refuses it, fields
 * that it does not know are dropped. Controllers send typed objects, in which neither can be.
 * @throws ApiError BadRequest
 */
export const readSent = remembering((object: ObjectInput): Sent => {
  const problems = typeProblems(object);
  const wrong = problems.find(({ type }) => type !== undefined);
  if (wrong !== undefined) throw unreadable(object, decodeText(wrong));
  if (problems.length === 0) return { object, warnings: [] };
  const pruned = problems.reduce((rest, { path }) => without(rest, path), object as unknown);
  return { object: pruned as ObjectInput, warnings: problems.map(unknownFieldText) };
});

/** @throws ApiError BadRequest for what a strict server does not take: fields that it does not know */
export function refuseUnknown(object: ObjectInput, { warnings }: Sent): void {
  if (warnings.length > 0) throw unreadable(object, `strict decoding error: ${warnings.join(", ")}`);
}

function unreadable({ apiVersion, kind }: ObjectInput, problem: string): ApiError {
  const version = apiVersion.slice(apiVersion.indexOf("/") + 1);
  return new ApiError(
    "BadRequest",
    `${kind} in version "${version}" cannot be handled as a ${kind}: ${problem}`,
  );
}

function without(value: unknown, [first, ...rest]: TypeProblem["path"]): unknown {
  if (first === undefined) return value;
  if (Array.isArray(value)) return value.map((item, i) => (i === first ? without(item, rest) : item));
  if (!isMap(value)) return value;
  const { [first]: below, ...others } = value;
  return rest.length === 0 ? others : { ...value, [first]: without(below, rest) };
}
