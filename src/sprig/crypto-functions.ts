import type { RandomStream } from "../sim/random.ts";
import { stringToBytes } from "../util/byte-string.ts";
import { toBinary } from "./binary.ts";
import { decryptAes, encryptAes } from "./crypto/aes.ts";
import { bcryptHash } from "./crypto/bcrypt.ts";
import type { CryptoAdapter } from "./crypto/crypto-adapter.ts";
import { derivePassword } from "./crypto/derive-password.ts";
import { generateDsaKey, generateEcKey, generateEd25519Key, generateRsaKey } from "./crypto/generate-key.ts";
import { encodePrivateKey } from "./crypto/key-encoding.ts";
import type { PrivateKey } from "./crypto/private-key.ts";
import { randomBytes } from "./crypto/random-bytes.ts";
import { type FunctionTable, goFunc, lasting } from "./go-func.ts";

/** bcrypt.DefaultCost */
const BCRYPT_COST = 10;

/** What the functions that encrypt, hash passwords and make keys need. */
export interface CryptoEnvironment {
  readonly crypto: CryptoAdapter;
  /** A stream of its own for one call of a function. */
  readonly random: (purpose: string) => RandomStream;
}

/** sprig's crypto.go without its certificates. Everything that Go draws at random comes from keyed streams. */
export function cryptoFunctions({ crypto, random }: CryptoEnvironment): FunctionTable {
  const bcrypt = (password: string, purpose: string): string => {
    const bytes = stringToBytes(password);
    if (bytes.length > 72)
      return "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes";
    return bcryptHash(bytes, randomBytes(random(purpose), 16), BCRYPT_COST);
  };
  return {
    bcrypt: lasting(
      80,
      goFunc(["string"], (password) => bcrypt(password, "bcrypt")),
    ),
    htpasswd: lasting(
      80,
      goFunc(["string", "string"], (user, password) =>
        user.includes(":") ? `invalid username: ${user}` : `${user}:${bcrypt(password, "htpasswd")}`,
      ),
    ),
    derivePassword: lasting(
      200,
      goFunc(["uint32", "string", "string", "string", "string"], (counter, form, password, user, site) =>
        derivePassword(counter, form, password, user, site, crypto),
      ),
    ),
    encryptAES: goFunc(["string", "string"], (password, text) =>
      encryptAes(password, text, randomBytes(random("encryptAES"), 16), crypto),
    ),
    decryptAES: goFunc(["string", "string"], (password, text) =>
      decryptAes(password, toBinary(text), crypto),
    ),
    genPrivateKey: lasting(
      400,
      goFunc(["string"], (kind) => {
        const key = generateKey(kind, random("genPrivateKey"), crypto);
        return key === undefined ? `Unknown type ${kind}` : encodePrivateKey(key, crypto);
      }),
    ),
  };
}

function generateKey(kind: string, stream: RandomStream, crypto: CryptoAdapter): PrivateKey | undefined {
  switch (kind) {
    case "":
    case "rsa":
      return generateRsaKey(4096, stream, crypto);
    case "dsa":
      return generateDsaKey(stream, crypto);
    case "ecdsa":
      return generateEcKey(stream);
    case "ed25519":
      return generateEd25519Key(stream);
    default:
      return undefined;
  }
}
