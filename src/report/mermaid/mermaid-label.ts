import { visible } from "../markup.ts";

/** What mermaid reads as its own, and what stands for it. */
const substitutes: Readonly<Record<string, string>> = {
  ":": "∶",
  ";": ",",
  "#": "♯",
  "%": "％",
  "<": "‹",
  ">": "›",
  "`": "'",
  '"': "'",
  "\\": "/",
  "{": "(",
  "}": ")",
};

/**
 * A text that can stand in any mermaid diagram, whatever renders it: without what the versions of mermaid take for
 * syntax, on one line, and clipped. Never empty.
 */
export function mermaidLabel(text: string, longest = 80): string {
  const plain = visible(text)
    .replace(/[:;#%<>`"\\{}]/g, (character) => substitutes[character] ?? "")
    .replace(/\s+/g, " ")
    .trim();
  const whole = [...plain];
  const clipped = whole.length <= longest ? plain : `${whole.slice(0, longest - 1).join("")}…`;
  return clipped === "" ? "-" : clipped;
}
