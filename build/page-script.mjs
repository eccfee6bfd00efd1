// Bundles the script of HTML reports into one text: the build and the tests put it where PAGE_SCRIPT stands.
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

export function pageScript() {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL("../src/report/html/browser/main.ts", import.meta.url))],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    // pages are ASCII but for what charts hold, and no text of the script can end its element
    charset: "ascii",
    write: false,
  });
  return outputFiles[0].text;
}
