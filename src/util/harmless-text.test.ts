import { describe, expect, test } from "vitest";
import { harmless } from "./harmless-text.ts";

describe("harmless text", () => {
  test.each([
    ["a title of the terminal", "\u001b]0;owned\u0007", "\\u001b]0;owned\\u0007"],
    ["a control sequence in one character", "\u009b2J", "\\u009b2J"],
    ["a return that hides what was before", "failed\rdone  ", "failed\\u000ddone  "],
    ["text that runs backwards", "a\u202eb", "a\\u202eb"],
    ["a command of a workflow", "a\n  ::error::x", "a\n  \\::error::x"],
    ["an old command of a workflow", "a ##[group]x", "a \\##[group]x"],
  ])("shows %s", (_, text, shown) => {
    expect(harmless(text)).toBe(shown);
  });

  test.each(["é 🚀 ✓\ta\r\nb\n", "a::b", "std::string", "## title"])("leaves %j alone", (text) => {
    expect(harmless(text)).toBe(text);
  });
});
