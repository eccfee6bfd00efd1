import { quote } from "../../gotemplate/text/quote.ts";
import type { HelmRules } from "../profiles/helm-rules.ts";

/**
 * A warning of the server as client-go's logger puts it on standard error (rest/warnings.go, in klog's form
 * `Lmmdd hh:mm:ss.uuuuuu process file:line] text`). The number of the process is always 1.
 */
export function warningLine(text: string, milliseconds: number, { major }: HelmRules): string {
  const [date = "", time = ""] = new Date(milliseconds).toISOString().slice(0, -1).split("T");
  const head = `${date.slice(5).replace("-", "")} ${time}000       1`;
  return major === 3
    ? `W${head} warnings.go:70] ${text}`
    : `I${head} warnings.go:107] ${quote(`Warning: ${text}`)}`;
}
