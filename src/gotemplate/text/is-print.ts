// The patterns stand where they are used: few templates need them, and large classes take time to set up.

/** Whether Go prints a code point as it is inside quotes (unicode.IsPrint): of all blanks only U+0020. */
export function isPrint(code: number): boolean {
  if (code < 0x7f) return code >= 0x20;
  return code <= 0x10ffff && /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(String.fromCodePoint(code));
}

/** Whether a code point may stand in a template's identifier: a letter, a decimal digit or an underscore. */
export function isAlphaNumeric(code: number): boolean {
  if (code < 0x80) {
    return (
      (code >= 0x61 && code <= 0x7a) ||
      (code >= 0x41 && code <= 0x5a) ||
      (code >= 0x30 && code <= 0x39) ||
      code === 0x5f
    );
  }
  return /^[\p{L}\p{Nd}_]$/u.test(String.fromCodePoint(code));
}
