import { ApiError } from "../cluster/api/api-error.ts";
import { FlagError } from "../helm/flags/flag-error.ts";
import { KubectlError, ManyErrors, ServerRefusal } from "./kubectl-error.ts";

/**
 * What kubectl prints about an error, line ends included (kubectl/pkg/cmd/util/helpers.go, checkErr). Anything that is
 * no failure of a command (a defect of this program, a bound of the simulation) is thrown on.
 *
 * @param command for the advice on wrong flags: `rollout status`
 */
export function errorText(error: unknown, command: string): string {
  if (error instanceof ManyErrors) return error.errors.map((each) => `${bareText(each)}\n`).join("");
  if (error instanceof FlagError)
    return `error: ${error.message}\nSee 'kubectl ${command} --help' for usage.\n`;
  if (error instanceof KubectlError) {
    const { message, usage } = error;
    return `${message.startsWith("error: ") ? "" : "error: "}${message}\n${usage === undefined ? "" : `${usage}\n`}`;
  }
  if (error instanceof ApiError && error.reason === "Invalid") return `${invalidText(error)}\n`;
  return `${bareText(error)}\n`;
}

/** The text of one error among others. */
export function bareText(error: unknown): string {
  if (error instanceof ApiError || error instanceof ServerRefusal)
    return `Error from server (${error.reason}): ${error.message}`;
  if (error instanceof KubectlError) return error.message;
  throw error;
}

/** The server's text names the kind with its group, kubectl's without; more than one cause makes a list. */
function invalidText(error: ApiError): string {
  // of what a patch made the server does not say the kind
  const [, unnamed] = /^ "" is invalid: (.*)$/s.exec(error.message) ?? [];
  if (unnamed !== undefined) return `The request is invalid: ${unnamed}`;
  const match = /(?:^|: )([A-Z]\w*)(?:\.[\w.-]+)? ("(?:[^"\\]|\\.)*") is invalid: (.*)$/s.exec(error.message);
  if (match === null) return `The request is invalid: ${error.message}`;
  const [, kind, name, details = ""] = match;
  const causes = causesOf(details);
  const head = `The ${kind} ${name} is invalid: `;
  return causes.length === 1 ? head + causes[0] : [head, ...causes.map((cause) => `* ${cause}`)].join("\n");
}

/** `[A, B]`, where each cause begins with the path of its field. */
function causesOf(details: string): string[] {
  if (!details.startsWith("[") || !details.endsWith("]")) return [details];
  return details
    .slice(1, -1)
    .split(
      /, (?=[a-z][\w[\].]*: (?:Invalid value|Required value|Forbidden|Unsupported value|Duplicate value|Not found|Too |Internal error))/,
    );
}

/** The same refusal with words in front: `error when creating "x.yaml": …`. */
export function prefixed(error: unknown, prefix: string): unknown {
  if (error instanceof ApiError && error.reason !== "Invalid")
    return new ApiError(error.reason, `${prefix}: ${error.message}`);
  if (error instanceof KubectlError) return new KubectlError(`${prefix}: ${error.message}`);
  return error;
}
