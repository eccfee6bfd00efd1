import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FrameStream } from "./frame-stream.ts";
import { takesUnicode, toAscii } from "./to-ascii.ts";

/** A terminal that knows what frames are written with; like many, it stays on the last column when a line is full. */
class FakeTerminal {
  readonly columns = 20;
  readonly rows = 6;
  lines = Array.from({ length: this.rows }, () => "");
  written = 0;

  write(text: string): void {
    this.written += text.length;
    let [row, column] = [0, 0];
    for (const part of text.split("\u001b[").slice(1)) {
      const [, code = "", end = "", shown = ""] = /^([?\d;]*)([A-Za-z])(.*)$/.exec(part) ?? [];
      if (end === "H") [row, column] = code.split(";").map((part) => Number(part) - 1) as [number, number];
      const before = (this.lines[row] ?? "").padEnd(column);
      const after = end === "K" ? "" : before.slice(column + shown.length);
      this.lines[row] = (before.slice(0, column) + shown + after).trimEnd();
      column = Math.min(this.columns - 1, column + shown.length);
    }
  }
}

const lines = () =>
  fc.array(fc.constantFrom("", "one", "two", "three ─", "as wide as it can be"), {
    minLength: 1,
    maxLength: 8,
  });

describe("frames", () => {
  test("are on the screen after they have been written, whatever was there", () => {
    fc.assert(
      fc.property(fc.array(lines(), { minLength: 1, maxLength: 5 }), (frames) => {
        const terminal = new FakeTerminal();
        const stream = new FrameStream(terminal, (frame) => frame);
        for (const frame of frames) {
          if (frame.join("\n") === "") continue;
          stream.write(frame.join("\n"));
          const expected = Array.from({ length: terminal.rows }, (_, i) => frame[i] ?? "");
          expect(terminal.lines).toEqual(expected);
        }
      }),
    );
  });

  test("cost what has changed and no more", () => {
    const terminal = new FakeTerminal();
    const stream = new FrameStream(terminal, (frame) => frame);
    stream.write("a\nb\nc");
    const first = terminal.written;
    stream.write("a\nb\nc");
    expect(terminal.written).toBe(first);
    stream.write("a\nX\nc");
    expect(terminal.written - first).toBe("\u001b[?2026h\u001b[2;1H\u001b[KX\u001b[?2026l".length);
    stream.forget();
    stream.write("a\nX\nc");
    expect(terminal.lines.slice(0, 3)).toEqual(["a", "X", "c"]);
  });

  test("are not written once the stream is closed", () => {
    const terminal = new FakeTerminal();
    const stream = new FrameStream(terminal, (frame) => frame);
    stream.close();
    stream.write("late");
    expect(terminal.written).toBe(0);
  });
});

test("a terminal without UTF-8 gets plain characters, as wide as the others", () => {
  expect(toAscii("─ 1 Pods ─ ▸web ✔ 日")).toBe("- 1 Pods - >web + ??");
  expect(takesUnicode({ LANG: "C" })).toBe(false);
  expect(takesUnicode({ LANG: "en_GB.UTF-8" })).toBe(true);
  expect(takesUnicode({ LC_ALL: "POSIX", LANG: "en_GB.UTF-8" })).toBe(false);
  expect(takesUnicode({})).toBe(true);
});
