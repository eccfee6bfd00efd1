import { remembering } from "../../util/remembering.ts";

const alphabet = "bcdfghjklmnpqrstvwxz2456789";

/**
 * The hash that names what a template makes (`web-7979949d4`). The server hashes a Go dump of the template; any stable
 * 32-bit hash looks the same once it went through the same alphabet, where each decimal digit picks a character
 * (staging/apimachinery/pkg/util/rand, SafeEncodeString).
 */
export const templateHash = remembering((template: object, collisions: number): string => {
  let hash = 0x811c9dc5;
  const text = JSON.stringify(template, sorted) + (collisions === 0 ? "" : String(collisions));
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  let encoded = "";
  for (const digit of String(hash >>> 0)) encoded += alphabet[digit.charCodeAt(0) % alphabet.length];
  return encoded;
});

/** Objects are hashed by content, whatever the order of their keys. */
function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
