import { ApiError } from "../api-error.ts";
import type { ObjectInput } from "../object.ts";
import { invalid } from "../validation/field-errors.ts";
import { goJson } from "../validation/go-json.ts";
import { convertText, decodeText, goText, unknownFieldText } from "./type-problem-text.ts";
import { type TypeProblem, typeProblems } from "./type-problems.ts";
import { typedAnew } from "./typed-object.ts";

/** An object that a client has sent, without the fields that the server does not know. */
export interface Sent {
  readonly object: ObjectInput;
  /** `unknown field "spec.foo"`, for each that was dropped */
  readonly warnings: readonly string[];
}

/**
 * An object as the server reads it from a client's POST or PUT: the first value of the wrong type refuses it, fields
 * that it does not know are dropped. Controllers send typed objects, in which neither can be.
 * @throws ApiError BadRequest
 */
export const readSent = (object: ObjectInput): Sent =>
  read(object, (wrong) => unreadable(object, decodeText(wrong)));

/** A patch as far as the server's answer depends on it. */
export type Patch =
  | { readonly kind: "json" }
  /** `content`: what the client has sent */
  | { readonly kind: "strategic"; readonly content: unknown };

/**
 * The same for what a patch has made of an object; a refusal shows all of that, or the patch if it is a strategic one
 * (staging/apiserver/pkg/endpoints/handlers/patch.go).
 * @throws ApiError Invalid
 */
export const readPatched = (object: ObjectInput, patch: Patch): Sent =>
  read(object, (wrong) => {
    const problem =
      patch.kind === "strategic"
        ? invalid("patch", goText(patch.content), convertText(wrong))
        : invalid("patch", goJson(object), decodeText(wrong));
    // the server does not say of what kind the object is
    return new ApiError("Invalid", ` "" is invalid: ${problem}`);
  });

function read(object: ObjectInput, refusal: (wrong: TypeProblem) => ApiError): Sent {
  const typed = typedAnew(object);
  if (typed === object) return { object, warnings: [] };
  const problems = typeProblems(object);
  const wrong = problems.find(({ type }) => type !== undefined);
  if (wrong !== undefined) throw refusal(wrong);
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
