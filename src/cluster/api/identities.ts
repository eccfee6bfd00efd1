import type { Random, RandomStream } from "../../sim/random.ts";
import { ApiError } from "./api-error.ts";
import type { ObjectInput } from "./object.ts";

const uidPattern = "xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx";
/** staging/apimachinery/pkg/util/rand/rand.go */
const suffixAlphabet = "bcdfghjklmnpqrstvwxz2456789";
const longestBase = 58;

/** The uids and the generated names that a server gives: those of an object depend on no other object. */
export class Identities {
  /** how often each key was used */
  private readonly uses = new Map<string, number>();

  constructor(private readonly random: Random) {}

  /**
   * A name for an object that comes without one (staging/apiserver/pkg/storage/names/generate.go).
   * @throws ApiError Invalid if it has no generateName either
   */
  name({ kind, metadata }: ObjectInput, namespace: string): string {
    const base = (metadata.generateName ?? "").slice(0, longestBase);
    if (base === "")
      throw new ApiError(
        "Invalid",
        `${kind} "" is invalid: metadata.name: Required value: name or generateName is required`,
      );
    // joined, here and below: texts that are looked up by are best in one piece
    return [base, this.stream("name", kind, namespace, base).text(5, suffixAlphabet)].join("");
  }

  uid(kind: string, namespace: string, name: string): string {
    return this.stream("uid", kind, namespace, name).filled(uidPattern, "0123456789abcdef");
  }

  /** A stream for the n-th use of a key. */
  private stream(purpose: string, kind: string, namespace: string, name: string): RandomStream {
    const key = [purpose, kind, namespace, name].join("\u0000");
    const nth = (this.uses.get(key) ?? 0) + 1;
    this.uses.set(key, nth);
    return this.random.stream(key, nth);
  }
}
