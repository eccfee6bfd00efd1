import { TemplateError } from "../gotemplate/template-error.ts";
import type { RenderProfile } from "./render-profile.ts";

/** Marks around the message of `fail` and `required`, by which Helm finds it again in the error's text. */
const START = "HELM_ERR_START";
const END = "HELM_ERR_END";

export const marked = (message: string): Error => new Error(`${START}${message}${END}`);

/** What Helm says of a template that does not parse (pkg/engine/engine.go, cleanupParseError). */
export function parseErrorText(file: string, message: string): string {
  const tokens = message.split(": ");
  if (tokens.length === 1) return `parse error in (${file}): ${message}`;
  return `parse error at (${tokens[1]}): ${tokens.at(-1)}`;
}

/** What Helm says of a template that fails: the message of `fail` or `required` alone, or Go's text in its layout. */
export function execErrorText(file: string, error: Error, profile: Pick<RenderProfile, "major">): string {
  const { message } = error;
  const first = message.indexOf(": ");
  const second = first < 0 ? -1 : message.indexOf(": ", first + 2);
  if (second < 0) return `execution error in (${file}): ${message}`;
  const start = message.indexOf(START, second);
  const end = message.lastIndexOf(END);
  if (start >= 0 && end >= start + START.length)
    return `execution error at (${message.slice(first + 2, second)}): ${message.slice(start + START.length, end)}`;
  return (profile.major === 4 ? blocks(error) : undefined) ?? message;
}

const noTemplate = /^template: no template ".*" associated with template ".*"$/;

/** Helm 4's layout, a block for each template on the way; undefined where one of the errors is not a template's. */
function blocks(error: Error): string | undefined {
  const lines: string[] = [];
  for (let current: unknown = error; current instanceof Error; current = current.cause) {
    const block = current instanceof TemplateError ? templateBlock(current) : undefined;
    if (block !== undefined) lines.push(...block);
    else if (noTemplate.test(current.message)) lines.push(current.message);
    else return undefined;
  }
  return lines.join("\n");
}

function templateBlock({ message, step, cause }: TemplateError): string[] | undefined {
  if (step === undefined) return undefined;
  const place = `${step.template}:${step.line}:${step.column - 1}`;
  const expression = ` at <${step.expression}>: `;
  const at = message.indexOf(expression);
  if (at < 0) return undefined;
  const executing = message.slice(`template: ${place}: `.length, at);
  const reason = message.slice(at + expression.length);
  const own =
    cause instanceof Error && reason.endsWith(cause.message)
      ? reason.slice(0, -cause.message.length)
      : reason;
  return [place, `  ${executing}${expression.trimEnd()}`, `    ${own.trimEnd()}`];
}
