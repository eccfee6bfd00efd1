import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The Chromium of this machine, or of `CHROME_PATH`; undefined if there is none. */
export const chromiumPath: string | undefined = [process.env["CHROME_PATH"], ...usual].find(
  (path) => path !== undefined && existsSync(path),
);

/** Why tests of pages are skipped. */
export const noChromium = "no Chromium here: apt-get install chromium, or set CHROME_PATH";

/** Starts Chromium without a window. It is root that runs it in containers, and that needs `--no-sandbox`. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath ?? "", args: ["--no-sandbox", "--disable-gpu"] });
