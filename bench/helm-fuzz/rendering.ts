/** One call of `helm template`. */
export interface TemplateCall {
  /** Path of the chart's folder. */
  readonly chart: string;
  /** Values files (`-f`), by path. */
  readonly files: readonly string[];
  readonly set: readonly string[];
  readonly skipSchema: boolean;
}

/** What a call gave: text, or the words of the refusal (what stands after `Error: `), "" where Helm died of it. */
export type Rendering = { readonly text: string } | { readonly error: string };

/** Where two renderings differ, in a line or two; undefined where they are equal. */
export function difference(real: Rendering, own: Rendering): string | undefined {
  if ("error" in real) {
    if ("text" in own) return `helm refuses: ${real.error}\n  seatrial renders`;
    // some templates kill Helm, by endless recursion say
    return real.error === "" || plain(own.error) === plain(real.error)
      ? undefined
      : apart(plain(real.error), plain(own.error));
  }
  if ("error" in own) return `helm renders\n  seatrial refuses: ${own.error}`;
  if (withoutAddresses(own.text) === withoutAddresses(real.text)) return undefined;
  return apart(withoutAddresses(real.text), withoutAddresses(own.text));
}

/** Two texts from a little before where they part. */
export function apart(helm: string, seatrial: string): string {
  let at = 0;
  while (at < helm.length && helm[at] === seatrial[at]) at++;
  const from = Math.max(0, at - 120);
  const part = (text: string): string => JSON.stringify(text.slice(from, at + 120));
  return `helm     ${part(helm)}\n  seatrial ${part(seatrial)}`;
}

/** Helm 3 lists what breaks a schema in the random order of Go's maps. */
function plain(error: string): string {
  const text = withoutAddresses(error.trimEnd());
  return text.startsWith("values don't meet") ? text.split("\n").sort().join("\n") : text;
}

/** Where something lies in memory is another place each time. */
export const withoutAddresses = (text: string): string =>
  text.replace(/0xc000[0-9a-f]{6}|\b8246\d{8}\b/gi, "(address)");
