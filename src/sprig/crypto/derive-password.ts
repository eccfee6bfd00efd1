import { byteLength, stringToBytes } from "../../util/byte-string.ts";
import { concatBytes, numberToBytes } from "./bytes.ts";
import type { CryptoAdapter } from "./crypto-adapter.ts";

const SCOPE = "com.lyndir.masterpassword";
const KEY_LENGTH = 64;

/** Each letter of a form stands for one character out of its class. */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  maximum: ["anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"],
  long: (
    "CvcvnoCvcvCvcv CvcvCvcvnoCvcv CvcvCvcvCvcvno CvccnoCvcvCvcv CvccCvcvnoCvcv CvccCvcvCvcvno CvcvnoCvccCvcv " +
    "CvcvCvccnoCvcv CvcvCvccCvcvno CvcvnoCvcvCvcc CvcvCvcvnoCvcc CvcvCvcvCvccno CvccnoCvccCvcv CvccCvccnoCvcv " +
    "CvccCvccCvcvno CvcvnoCvccCvcc CvcvCvccnoCvcc CvcvCvccCvccno CvccnoCvcvCvcc CvccCvcvnoCvcc CvccCvcvCvccno"
  ).split(" "),
  medium: ["CvcnoCvc", "CvcCvcno"],
  short: ["Cvcn"],
  basic: ["aaanaaan", "aannaaan", "aaannaaa"],
  pin: ["nnnn"],
};

const VOWELS = "AEIOU";
const CONSONANTS = "BCDFGHJKLMNPQRSTVWXYZ";
const DIGITS = "0123456789";
const LETTERS = VOWELS + VOWELS.toLowerCase() + CONSONANTS + CONSONANTS.toLowerCase();
const CLASSES: Readonly<Record<string, string>> = {
  V: VOWELS,
  C: CONSONANTS,
  v: VOWELS.toLowerCase(),
  c: CONSONANTS.toLowerCase(),
  A: VOWELS + CONSONANTS,
  a: LETTERS,
  n: DIGITS,
  o: "@&%?,=[]_:-+*$#!'^~;()/.",
  x: `${LETTERS}${DIGITS}!@#$%^&*()`,
};

/** The Master Password algorithm: the same password each time for a person, a site and a counter. */
export function derivePassword(
  counter: number,
  form: string,
  password: string,
  user: string,
  site: string,
  crypto: CryptoAdapter,
): string {
  const forms = FORMS[form];
  if (forms === undefined) return `cannot find password template ${form}`;
  const key = crypto.scrypt(stringToBytes(password), scoped(user), KEY_LENGTH);
  const seed = crypto.hmacSha256(key, concatBytes([scoped(site), numberToBytes(BigInt(counter), 4)]));
  const template = forms[(seed[0] ?? 0) % forms.length] ?? "";
  return Array.from(template, (letter, i) => {
    const characters = CLASSES[letter] ?? "";
    return characters[(seed[i + 1] ?? 0) % characters.length];
  }).join("");
}

/** The algorithm's own name, then a text after its length. */
function scoped(text: string): Uint8Array {
  return concatBytes([stringToBytes(SCOPE), numberToBytes(BigInt(byteLength(text)), 4), stringToBytes(text)]);
}
