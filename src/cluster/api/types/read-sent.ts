import { ApiError } from "../api-error.ts";
import type { ObjectInput } from "../object.ts";
import { decodeText, unknownFieldText } from "./type-problem-text.ts";
import { typeProblems } from "./type-problems.ts";
import { typedAnew } from "./typed-object.ts";

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
export function readSent(object: ObjectInput): Sent {
  const typed = typedAnew(object);
  if (typed === object) return { object, warnings: [] };
  const problems = typeProblems(object);
  const wrong = problems.find(({ type }) => type !== undefined);
  if (wrong !== undefined) throw unreadable(object, decodeText(wrong));
  return { object: typed, warnings: problems.map(unknownFieldText) };
}

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
