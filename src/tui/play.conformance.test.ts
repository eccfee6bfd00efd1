import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { hasTmux, TmuxSession } from "./tmux.test-support.ts";

const page = fileURLToPath(new URL("../../docs/play.md", import.meta.url));

test.skipIf(hasTmux)("skipped: there is no tmux to drive the program in", () => {
  expect(hasTmux).toBe(false);
});

const folder = mkdtempSync(join(tmpdir(), "seatrial-play-"));
afterAll(() => rmSync(folder, { recursive: true }));

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

let session: TmuxSession | undefined;
afterEach(() => {
  session?.close();
  session = undefined;
});

const open = (command: string, columns = 80, rows = 24): TmuxSession => {
  session = new TmuxSession(command, columns, rows);
  return session;
};

const install = "seatrial play install demo scenarios/hook-weights/chart";
const isDrawn = (screen: string): boolean => screen.includes("q quit");

describe.skipIf(!hasTmux)("the screens in the documentation", () => {
  /** A comment that says how a screen comes about, and the screen below it. */
  const block = /^<!-- (\d+)×(\d+) \| (.+?) \| (.+?) -->\n```text\n([\s\S]*?)^```$/gm;

  /** Whether nothing happens any more: so many screens in a row are the same. */
  const unchangedFor = (times: number): ((screen: string) => boolean) => {
    let [last, count] = ["", 0];
    return (screen) => {
      count = screen === last && !screen.includes("Running it again") ? count + 1 : 0;
      last = screen;
      return count === times;
    };
  };

  test("are what the program shows after these keys", async () => {
    const text = readFileSync(page, "utf8");
    let filled = text;
    const blocks = [...text.matchAll(block)];
    expect(blocks.length).toBeGreaterThanOrEqual(5);
    for (const [whole, columns, rows, command = "", keys = "", before = ""] of blocks) {
      const terminal = open(command, Number(columns), Number(rows));
      await terminal.until(isDrawn);
      for (const key of keys.split(" ")) {
        terminal.press(key);
        // one key at a time, as somebody types
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      // whoever writes the page anew does not know what to wait for
      let shown = await terminal.until((screen) => screen === before, before === "" ? 0 : 15);
      if (shown !== before) shown = await terminal.until(unchangedFor(10), 20);
      terminal.close();
      filled = filled.replace(whole, () =>
        whole.replace(/```text\n[\s\S]*```$/, () => `\`\`\`text\n${shown}\`\`\``),
      );
    }
    // `npx vitest run --config vitest.conformance.config.ts src/tui -u` writes the page anew
    await expect(filled).toMatchFileSnapshot(page);
  }, 240_000);
});

describe.skipIf(!hasTmux)("the terminal", () => {
  /** What was on it before, and how it takes keys after. */
  const around = (command: string): string =>
    `echo what was before; ${command}; echo exit code $?; stty -a | grep -ow -e '-*icanon' -e '-*echo'; echo over`;
  const isOver = (screen: string): boolean => screen.split("\n").includes("over");

  test("is as before after q, with exit code 0", async () => {
    const terminal = open(around(install));
    expect(await terminal.until(isDrawn)).not.toContain("what was before");
    terminal.press("q");
    const lines = (await terminal.until(isOver)).split("\n");
    expect(lines.slice(0, 5)).toEqual(["what was before", "exit code 0", "icanon", "echo", "over"]);
  }, 60_000);

  test("is as before after Ctrl-C, with exit code 130", async () => {
    const terminal = open(around(install));
    await terminal.until(isDrawn);
    terminal.press("C-c");
    const lines = (await terminal.until(isOver)).split("\n");
    expect(lines.slice(0, 5)).toEqual(["what was before", "exit code 130", "icanon", "echo", "over"]);
  }, 60_000);

  /** The program, to which something is done from within. */
  const disturbed = (code: string): string => {
    const file = join(folder, "disturb.cjs");
    writeFileSync(file, code);
    return `NODE_OPTIONS='--require ${file}' ${install}`;
  };

  test.each([
    ["SIGTERM", 143],
    ["SIGHUP", 129],
    ["SIGINT", 130],
  ])(
    "is as before after %s, with exit code %d",
    async (signal, code) => {
      const terminal = open(
        around(disturbed(`setTimeout(() => process.kill(process.pid, "${signal}"), 3000);`)),
      );
      const lines = (await terminal.until(isOver)).split("\n");
      expect(lines[0]).toBe("what was before");
      expect(lines).toEqual(expect.arrayContaining([`exit code ${code}`, "icanon", "echo", "over"]));
    },
    60_000,
  );

  test("takes the program with it when it goes", async () => {
    const file = join(folder, "pid");
    const terminal = open(disturbed(`require("node:fs").writeFileSync("${file}", String(process.pid));`));
    await terminal.until(isDrawn);
    terminal.press("+", "+", "+", "Space");
    await terminal.until((screen) => screen.includes("▶"));
    const pid = Number(readFileSync(file, "utf8"));
    expect(isThere(pid)).toBe(true);
    terminal.close();
    await vi.waitFor(() => expect(isThere(pid)).toBe(false), { timeout: 10_000 });
  }, 60_000);

  test("is the shell's after Ctrl-Z, and the program's again after fg", async () => {
    const terminal = open(
      `set -m; echo what was before; ${install}; echo code $?; read -r; fg; echo then $?`,
    );
    await terminal.until(isDrawn);
    terminal.press("p", "C-z");
    const shell = await terminal.until((screen) => screen.includes("code 148"));
    expect(shell).toContain("what was before");
    expect(shell).not.toContain("Pods");
    terminal.press("Enter");
    expect(await terminal.until(isDrawn)).toContain("check-database (1)");
    terminal.press("p", "q");
    expect(await terminal.until((screen) => screen.includes("then 0"))).not.toContain("Pods");
  }, 60_000);

  test("is as before after a crash, and the error can be read", async () => {
    const terminal = open(around(disturbed("setTimeout(() => { throw new Error('boom'); }, 3000);")));
    const lines = (await terminal.until(isOver)).split("\n");
    expect(lines[0]).toBe("what was before");
    expect(lines[1]).toContain("Internal error: boom");
    expect(lines).toEqual(expect.arrayContaining(["exit code 2", "icanon", "echo", "over"]));
  }, 60_000);

  test("can change its size", async () => {
    const terminal = open(install);
    await terminal.until(isDrawn);
    terminal.resize(140, 30);
    const wide = await terminal.until(
      (screen) => screen.includes("4 Details") && screen.includes("f next finding"),
    );
    expect(wide.split("\n")[0]).toMatch(/^helm install demo scenarios\/hook-weights\/chart .*1×$/);
    terminal.resize(60, 18);
    const narrow = /^helm .*\nhelm .*\npre-install .*\n─ 1 Pods .*\n─ 2 Timeline .*\n─ 3 Log .*\nspace /s;
    expect(await terminal.until((screen) => narrow.test(screen))).toMatch(narrow);
    terminal.resize(140, 30);
    expect(await terminal.until((screen) => screen === wide)).toBe(wide);
    terminal.resize(30, 8);
    expect(await terminal.until((screen) => screen.includes("30×8"))).toContain("At least 40×10");
  }, 60_000);

  test.each(["INK_SCREEN_READER=true", "TERM=dumb"])(
    "is not drawn on with %s",
    async (setting) => {
      const terminal = open(`${setting} ${install}`);
      await terminal.until((screen) => screen.includes("q quits."));
      terminal.press("p", "Enter");
      const told = "0.176s: Helm: pre-install hooks begins";
      expect(await terminal.until((screen) => screen.includes(told))).toContain(told);
      terminal.press("++++", "Enter", "Space", "Enter");
      await terminal.until((screen) => screen.includes("check-database-jthz8 Running"));
      terminal.press("Enter");
      expect(await terminal.until((screen) => screen.includes("Stopped at"))).not.toContain("─");
      terminal.press("q", "Enter");
      expect(await terminal.until((screen) => screen.includes("exit code"))).toContain("exit code 0");
    },
    60_000,
  );

  test("gets plain characters and no colour where it cannot do better", async () => {
    const terminal = open(`LC_ALL=C NO_COLOR=1 ${install}`);
    const screen = await terminal.until(isDrawn);
    expect(screen).toMatch(/^[ -~\n]*$/);
    expect(screen).toContain("- 1 Pods ---");
  }, 60_000);
});
