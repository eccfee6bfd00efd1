import { expect, test } from "vitest";
import { shellTokens } from "./lexer.ts";

test.each(["\ufeff", "\u00a0", "\u2028", "\u3000", "\v", "\f"])(
  "white space that is none to a shell is part of a word: %j",
  (space) => {
    const tokens = shellTokens(`sleep 8s${space}\necho ${space}x`);
    expect(tokens.map((token) => (token.kind === "word" ? "word" : token.text))).toEqual([
      ...["word", "word", "\n", "word", "word"],
    ]);
  },
);
