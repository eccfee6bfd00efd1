import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readScenario } from "../../node/read-scenario.ts";
import { simulateScenario } from "../../node/simulate-scenario.ts";
import { escapeMarkup } from "../markup.ts";
import { timelineSvg } from "../timeline/timeline-svg.ts";
import { attack, hostile } from "./hostile.test-support.ts";
import { runPage } from "./run-page.ts";

const recording = simulateScenario(await readScenario("scenarios/hook-fails/scenario.yaml"));
const html = runPage([recording]);

const between = (text: string, before: string, after: string): string =>
  text.slice(text.indexOf(before) + before.length, text.lastIndexOf(after));

describe("a page of a run", () => {
  test("says how it ended, what was found, and every row of the trace", () => {
    expect(html).toContain("<h1>Commands fail</h1>");
    expect(html).toContain("fails with exit code 1 after 10s");
    for (const { rule, message } of recording.findings) {
      expect(html).toContain(`<code>${rule}</code>`);
      expect(html).toContain(escapeMarkup(message));
    }
    for (const { line } of recording.watch.pods) expect(html).toContain(`</span>${line}</li>`);
    for (const { name } of recording.left) expect(html).toContain(`/${name}</code>`);
  });

  test("has a timeline before any script has run", () => {
    expect(between(html, '<svg class="timeline"', "</svg>")).toContain("migrate-schema");
  });

  test("allows its own style and script, and nothing else", () => {
    const policy = between(
      html,
      'http-equiv="Content-Security-Policy" content="',
      '">\n<meta name="viewport"',
    );
    const hash = (text: string): string => createHash("sha256").update(text).digest("base64");
    expect(policy).toBe(
      escapeMarkup(
        `default-src 'none'; style-src 'sha256-${hash(between(html, "<style>", "</style>"))}'; ` +
          `script-src 'sha256-${hash(between(html, "</section>\n</main>\n<script>", "</script>\n</body>"))}'; base-uri 'none'; form-action 'none'`,
      ),
    );
    expect(html).not.toMatch(/<[^>]* (style|on\w+|src|href)=/);
  });

  test("is the same to the byte each time, and shows several runs one below the other", () => {
    expect(runPage([recording])).toBe(html);
    const two = runPage([recording, recording]);
    expect(two.match(/<section class="run"/g)).toHaveLength(2);
    expect(two).toContain('id="run-2"');
  });
});

describe("a hostile chart", () => {
  const spoilt = hostile(recording);

  test("has a say in every text that is shown, and adds no element to the page", () => {
    const page = runPage([spoilt]);
    const tags = (text: string): string[] =>
      [...text.matchAll(/<\/?[a-z][a-z0-9]*/g)].map(([tag]) => tag).sort();
    const elements = (text: string): string[] => tags(text.slice(0, text.lastIndexOf("<script>")));
    expect(new Set(elements(page))).toEqual(new Set(elements(html)));
    expect(page).toContain(escapeMarkup(attack));
    expect(page).not.toContain("<img");
    expect(page.match(/<script/g)).toHaveLength(2);
  });

  test("adds no element to a picture", () => {
    expect(timelineSvg(spoilt)).not.toMatch(/<(script|img|pre)/);
    expect(timelineSvg(spoilt)).toContain(escapeMarkup(attack));
  });
});
