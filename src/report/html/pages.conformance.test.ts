import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readScenario } from "../../node/read-scenario.ts";
import { simulateScenario } from "../../node/simulate-scenario.ts";
import type { Recording } from "../../recording/recording.ts";
import { chromiumPath, launchChromium, noChromium } from "../chromium.test-support.ts";
import { reviewHtml } from "../review/review-html.ts";
import { reviewOf } from "../review/review-of.test-support.ts";
import { timelineSvg } from "../timeline/timeline-svg.ts";
import { hostile } from "./hostile.test-support.ts";
import { runPage } from "./run-page.ts";

if (chromiumPath === undefined) console.log(`Pages are not opened: ${noChromium}`);

const run = async (name: string): Promise<Recording> =>
  simulateScenario(await readScenario(`scenarios/${name}/scenario.yaml`));

describe.skipIf(chromiumPath === undefined)("Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "seatrial-pages-"));
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  interface Opened {
    readonly page: Page;
    /** what the page said in the console, asked for, or did besides being shown */
    readonly trouble: string[];
  }

  async function open(
    file: string,
    text: string,
    colorScheme: "light" | "dark" = "light",
    width = 1200,
  ): Promise<Opened> {
    const path = join(folder, file);
    writeFileSync(path, text);
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
    const trouble: string[] = [];
    const url = pathToFileURL(path).href;
    page.on("console", (message) => trouble.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
    page.on("dialog", (dialog) => trouble.push(`dialog: ${dialog.message()}`));
    page.on("request", (request) => {
      if (request.url() !== url) trouble.push(`request: ${request.url()}`);
    });
    await page.goto(url);
    return { page, trouble };
  }

  /** What axe finds wrong: rules with the places. */
  async function accessibility(page: Page): Promise<string[]> {
    // evaluated from outside, since the page itself lets no other script in
    await page.evaluate(axe.source);
    return page.evaluate(async () => {
      type Violation = { id: string; nodes: { html: string; failureSummary: string }[] };
      const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
      const { violations } = await axe.run();
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
      );
    });
  }

  test.each([
    ["light", 1200],
    ["dark", 1200],
    ["light", 420],
    ["dark", 420],
  ] as const)("finds nothing wrong with a page, %s and %d wide", async (scheme, width) => {
    const recordings = [await run("hook-fails"), await run("pains/killed-upgrade-blocks-the-next")];
    const { page, trouble } = await open("run.html", runPage(recordings), scheme, width);
    for (const summary of await page.locator("summary").all()) await summary.click();
    expect(await accessibility(page)).toEqual([]);
    const overflow = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(overflow).toBe(0);
    expect(trouble).toEqual([]);
    await page.close();
  });

  test.each(["light", "dark"] as const)(
    "finds nothing wrong with the page of a review, %s",
    async (scheme) => {
      const { page, trouble } = await open(
        "review.html",
        reviewHtml(reviewOf(await run("hook-fails"))),
        scheme,
        420,
      );
      for (const summary of await page.locator("summary:visible").all()) await summary.click();
      expect(await accessibility(page)).toEqual([]);
      expect(
        await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"),
      ).toBe(0);
      expect(await page.locator(".chart .row").first().isVisible()).toBe(true);
      expect(trouble).toEqual([]);
      await page.close();
    },
  );

  test("runs nothing of a hostile chart", async () => {
    const spoilt = hostile(await run("hook-fails"));
    const { page, trouble } = await open("hostile.html", runPage([spoilt]));
    await page.locator(".chart").focus();
    for (const key of ["ArrowDown", "ArrowDown", "+", "Home"]) await page.keyboard.press(key);
    await page.locator(".chart .span rect").first().hover();
    expect(await page.evaluate("typeof pwned")).toBe("undefined");
    expect(await page.locator("img, .chart script, .trace script").count()).toBe(0);
    expect(await page.locator(".tip").textContent()).toContain("<script>");
    expect(trouble).toEqual([]);
    await page.close();
  });

  test("shows the picture, also of a hostile chart, and as an image in a page", async () => {
    const recording = await run("hook-fails");
    for (const each of [recording, hostile(recording)]) {
      const { page, trouble } = await open("run.svg", timelineSvg(each));
      expect(
        await page.evaluate(
          "document.documentElement.nodeName + document.querySelectorAll('parsererror').length",
        ),
      ).toBe("svg0");
      expect(await page.locator(".failed rect").count()).toBeGreaterThan(0);
      expect(trouble).toEqual([]);
      const image = `<img id="image" src="run.svg" alt="">`;
      const embedding = await open("image.html", image);
      expect(await embedding.page.evaluate("image.naturalWidth")).toBe(1024);
      await Promise.all([page.close(), embedding.page.close()]);
    }
  });

  describe("lets a reader", () => {
    let opened: Opened;
    const now = async (): Promise<string> => (await opened.page.locator(".now").textContent()) ?? "";
    const rows = (): Promise<number> => opened.page.locator(".chart .row").count();
    beforeAll(async () => {
      opened = await open("use.html", runPage([await run("hook-fails")]));
    });
    afterAll(() => opened.page.close());

    test("move in time, through the rows and into them by keys alone", async () => {
      const { page } = opened;
      await page.locator(".chart").focus();
      await page.keyboard.press("Home");
      expect(await now()).toBe("At 0s: no pods");
      for (const key of ["Shift+ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown"])
        await page.keyboard.press(key);
      expect(await now()).toBe("At 1.2s: Job/check-database (pre-install): succeeded, from 176ms to 4.954s");
      await page.keyboard.press("0");
      const ticks = await page.locator(".chart .time").allTextContents();
      await page.keyboard.press("+");
      expect(await page.locator(".chart .time").allTextContents()).not.toEqual(ticks);
      await page.keyboard.press("0");
      expect(await page.locator(".chart .time").allTextContents()).toEqual(ticks);
    });

    test("see the row of the trace that is current, and go where a row is", async () => {
      const { page } = opened;
      await page.locator(".trace li", { hasText: "Error" }).first().click();
      expect(await now()).toContain("At 8s");
      expect(await page.locator(".trace .current").textContent()).toContain("Error");
      await page.locator(".show").first().click();
      expect(await now()).toContain("At 8s");
    });

    test("rest the mouse on a stretch to see what it is", async () => {
      await opened.page.locator(".chart .failed rect").last().hover();
      expect(await opened.page.locator(".tip").textContent()).toBe(
        "migrate-schema-jc6fn: Error, 0/1 ready, from 7.955s to 16s",
      );
    });

    test("filter by name and by failure", async () => {
      const { page } = opened;
      const all = await rows();
      await page.locator(".filter").fill("check-data");
      expect(await rows()).toBe(2);
      expect(await page.locator(".trace li:visible").count()).toBe(10);
      await page.locator(".filter").fill("");
      await page.locator(".failing").check();
      expect(await rows()).toBe(4);
      await page.locator(".failing").uncheck();
      expect(await rows()).toBe(all);
    });

    test("play the run until nothing more happens", async () => {
      const { page } = opened;
      await page.locator(".speed").selectOption("60");
      await page.locator(".chart").focus();
      await page.keyboard.press("End");
      await page.keyboard.press(" ");
      expect(await page.locator(".play").textContent()).toBe("Pause");
      await page.locator(".play", { hasText: "Play" }).waitFor();
      expect(await now()).toMatch(/^At 11.5s/);
      expect(opened.trouble).toEqual([]);
    });
  });
});
