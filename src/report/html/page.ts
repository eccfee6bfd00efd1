import { createHash } from "node:crypto";
import { Markup, markup } from "../markup.ts";
import { pageStyle } from "./page-style.ts";

/** The code of src/report/html/browser, bundled when the program is built. */
declare const PAGE_SCRIPT: string;

/**
 * An HTML document that needs nothing else: no file, no network. Its policy lets nothing run or load but the style and
 * the script that are in it, so that even what escaped our escaping would do nothing.
 */
export function page(title: string, body: Markup): string {
  const policy = `default-src 'none'; style-src '${hashOf(pageStyle)}'; script-src '${hashOf(PAGE_SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>\n${
    markup`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="seatrial">
<title>${title}</title>
<style>${new Markup(pageStyle)}</style>
</head>
<body>
${body}
<script>${new Markup(PAGE_SCRIPT)}</script>
</body>
</html>
`.text
  }`;
}

/** How a policy names a text that may run. */
const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;
