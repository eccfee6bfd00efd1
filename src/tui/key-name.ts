import type { Key } from "ink";

const named = {
  upArrow: "up",
  downArrow: "down",
  leftArrow: "left",
  rightArrow: "right",
  pageUp: "pageup",
  pageDown: "pagedown",
  home: "home",
  end: "end",
  return: "enter",
  escape: "escape",
  tab: "tab",
  backspace: "backspace",
  // what most terminals send for the backspace key
  delete: "backspace",
} as const satisfies Partial<Record<keyof Key, string>>;

/** The names of pressed keys: `a`, `enter`, `shift-left`, `ctrl-d`. What comes at once is a key for each character. */
export function keyNames(input: string, key: Key): string[] {
  for (const [field, name] of Object.entries(named))
    if (key[field as keyof typeof named]) return [key.shift ? `shift-${name}` : name];
  if (key.ctrl) return [`ctrl-${input}`];
  return key.meta ? [] : [...input].map(characterName);
}

const controls: Readonly<Record<string, string>> = {
  "\r": "enter",
  "\n": "enter",
  "\t": "tab",
  "\u001b": "escape",
  "\u007f": "backspace",
  "\b": "backspace",
};

/** Keys that come in one go with others are not told apart by ink. */
function characterName(character: string): string {
  const code = character.charCodeAt(0);
  return controls[character] ?? (code < 27 ? `ctrl-${String.fromCharCode(96 + code)}` : character);
}
