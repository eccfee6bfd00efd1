import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeMarkup, markup, scriptJson } from "./markup.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "<script>",
    "</script>",
    "]]>",
    "<!--",
    '" onload="x',
    "'",
    "&lt;",
    "\u202Eevil",
    "\uD800",
    "\0",
  ),
);

/** What a reader of HTML or XML makes of escaped text. */
const unescaped = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

describe("escaped text", () => {
  test("holds nothing that begins or ends markup, and reads as it was", () => {
    fc.assert(
      fc.property(
        fc.array(hostile).map((parts) => parts.join("")),
        (text) => {
          const escaped = escapeMarkup(text);
          expect(escaped).not.toMatch(/[<>"']|&(?!(lt|gt|quot|amp|#39);)/);
          expect(unescaped(escaped).replaceAll("\uFFFD", "")).toBe(
            text.replace(
              /[^\P{Cc}\t\n\r]|[\p{Cs}\uFFFE\uFFFF\uFFFD\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu,
              "",
            ),
          );
        },
      ),
    );
  });

  test("shows what would turn the text around or is no XML", () => {
    expect(escapeMarkup("a\u202Eb\0c\uD800d\te😀")).toBe("a\uFFFDb\uFFFDc\uFFFDd\te😀");
  });
});

describe("a template", () => {
  test("escapes what is put in, leaves markup alone, and leaves out what is not there", () => {
    const item = (text: string) => markup`<li>${text}</li>`;
    expect(markup`<ul a="${'"'}">${["<", "&"].map(item)}${undefined}${false}${0}</ul>`.text).toBe(
      '<ul a="&quot;"><li>&lt;</li><li>&amp;</li>0</ul>',
    );
  });
});

test("JSON in a script element is the same value and cannot end the element", () => {
  fc.assert(
    fc.property(fc.array(hostile), (value) => {
      const { text } = scriptJson(value);
      expect(text).not.toContain("<");
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
