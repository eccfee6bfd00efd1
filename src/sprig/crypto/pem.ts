import { encodeBase64 } from "../../goyaml/base64.ts";
import { fromBinary, toBinary } from "../binary.ts";
import { CallError } from "../call-error.ts";
import { decodeBase64 } from "../encoding/base64.ts";

export interface PemBlock {
  /** `CERTIFICATE`, `RSA PRIVATE KEY` … */
  readonly type: string;
  readonly bytes: Uint8Array;
}

export function encodePem({ type, bytes }: PemBlock): string {
  const lines = encodeBase64(bytes).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${type}-----`, ...lines, `-----END ${type}-----`, ""].join("\n");
}

/** The first block of a text, headers left out; undefined where there is none. */
export function decodePem(text: string): PemBlock | undefined {
  const match =
    /^-----BEGIN ([^\n]*?)-----[ \t\r]*\n((?:[^\n:]+:[^\n]*\n)*)([\s\S]*?)-----END \1-----[ \t\r]*$/m.exec(
      toBinary(text),
    );
  if (match === null) return undefined;
  try {
    const bytes = decodeBase64((match[3] ?? "").replace(/[ \t]/g, ""));
    return { type: fromBinary(match[1] ?? ""), bytes };
  } catch (error) {
    if (error instanceof CallError) return undefined;
    throw error;
  }
}
