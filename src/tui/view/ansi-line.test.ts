import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { ansiLine, colors } from "./ansi-line.ts";
import { plain, styled } from "./styled.ts";

/** How light a colour of the palette's cube or of its greys is, from 0 to 1, as WCAG has it. */
function luminance(index: number): number {
  const levels = [0, 95, 135, 175, 215, 255];
  const grey = 8 + 10 * (index - 232);
  const [red = 0, green = 0, blue = 0] = [36, 6, 1].map((place) => {
    const share = (index < 232 ? (levels[Math.floor((index - 16) / place) % 6] ?? 0) : grey) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("a line of the terminal", () => {
  test.each(Object.entries(colors))("has a %s that can be read on black and on white", (_, index) => {
    expect(1.05 / (luminance(index) + 0.05)).toBeGreaterThan(4);
    expect((luminance(index) + 0.05) / 0.05).toBeGreaterThan(4);
  });

  test("has its styles, and is as wide as asked", () => {
    const line = [plain("a "), styled("b", { bold: true, color: "red" }), styled("", { dim: true })];
    expect(ansiLine(line, 5, true)).toBe("a \u001b[1;38;5;161mb\u001b[0m  ");
    expect(ansiLine(line, 5, false)).toBe("a \u001b[1mb\u001b[0m  ");
    expect(ansiLine([styled("c", { dim: true })], 1, true)).toBe("\u001b[38;5;243mc\u001b[0m");
    expect(ansiLine([styled("c", { dim: true })], 1, false)).toBe("\u001b[2mc\u001b[0m");
    expect(stripVTControlCharacters(ansiLine([styled("日本語", { inverse: true })], 4, true))).toBe("日… ");
  });
});
