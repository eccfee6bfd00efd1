import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readChartFolder } from "./read-chart-folder.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "seatrial-links-")));
afterAll(() => rmSync(root, { recursive: true }));

/** Files by path; a value that begins with `->` is a link. */
function lay(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, folder, path);
    mkdirSync(join(file, ".."), { recursive: true });
    if (content.startsWith("->")) symlinkSync(content.slice(2), file);
    else writeFileSync(file, content);
  }
  return join(root, folder, "charts/web");
}

const read = (chart: string): string[] =>
  readChartFolder(chart, { onLink: () => {} }).map(({ name }) => name);

describe("symbolic links in a chart's folder", () => {
  test("are followed to what is in the same repository", () => {
    const chart = lay("repository", {
      ".git/config": "token",
      "common/_helpers.tpl": "shared",
      "charts/web/Chart.yaml": "name: web",
      "charts/web/templates/_common.tpl": "->../../../common/_helpers.tpl",
      "charts/web/files": "->../../common",
    });
    expect(read(chart)).toEqual(["Chart.yaml", "files/_helpers.tpl", "templates/_common.tpl"]);
  });

  test.each([
    ["a file outside of the repository", "->/etc/hostname", /leads to \/etc\/hostname, which is not read/],
    ["the repository's own credentials", "->../../.git/config", /\.git\/config, which is not read/],
    ["the folder above, again and again", "->..", /too many levels of symbolic links/],
    ["nothing", "->nowhere", /error evaluating symlink .*: no such file or directory/],
  ])("are not followed to %s", (what, link, message) => {
    const chart = lay(what, { ".git/config": "token", "charts/web/Chart.yaml": "", "charts/web/x": link });
    expect(() => read(chart)).toThrow(message);
  });

  test("stay in the folder that holds the chart where there is no repository", () => {
    const chart = lay("plain", { "charts/lib/a": "a", "charts/web/a": "->../lib/a", secret: "s" });
    expect(read(chart)).toEqual(["a"]);
    symlinkSync("../../secret", join(chart, "b"));
    expect(() => read(chart)).toThrow(/secret, which is not read/);
  });
});
