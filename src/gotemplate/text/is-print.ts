const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u;
const LETTER_OR_DIGIT = /^[\p{L}\p{Nd}_]$/u;

/** Whether Go prints a code point as it is inside quotes (unicode.IsPrint): of all blanks only U+0020. */
export function isPrint(code: number): boolean {
  if (code < 0x7f) return code >= 0x20;
  return code <= 0x10ffff && PRINTABLE.test(String.fromCodePoint(code));
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
  return LETTER_OR_DIGIT.test(String.fromCodePoint(code));
}
