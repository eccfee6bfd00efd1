/**
 * Keyed randomness: a value depends on the seed and on what it is for, never on how many values were drawn before, so
 * that a new workload does not change the names and times of the others.
 */
export class Random {
  constructor(private readonly seed: number) {}

  /** A stream of its own for one purpose, e.g. `stream("pod-name", ownerUid, "3")`. */
  stream(...key: readonly (string | number)[]): RandomStream {
    return new RandomStream(`${this.seed}\u0000${key.join("\u0000")}`);
  }
}

const fnvPrime = 0x01000193;

/** A small fast generator (sfc32) started from three hashes of its key: 32-bit FNV-1a over UTF-16 units. */
export class RandomStream {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(key: string) {
    let [a, b, c] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b];
    for (let i = 0; i < key.length; i++) {
      const unit = key.charCodeAt(i);
      a = Math.imul(a ^ unit, fnvPrime);
      b = Math.imul(b ^ unit, fnvPrime);
      c = Math.imul(c ^ unit, fnvPrime);
    }
    this.a = avalanche(a);
    this.b = avalanche(b);
    this.c = avalanche(c);
    for (let i = 0; i < 12; i++) this.uint32();
  }

  /** 0 … 2^32 - 1 */
  uint32(): number {
    const t = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0;
    return t >>> 0;
  }

  /** [0, 1) */
  float(): number {
    return this.uint32() / 0x1_0000_0000;
  }

  /** a whole number in [0, bound) */
  below(bound: number): number {
    return Math.floor((this.uint32() * bound) / 0x1_0000_0000);
  }

  /** `length` characters drawn from `alphabet` */
  text(length: number, alphabet: string): string {
    const units: number[] = [];
    for (let i = 0; i < length; i++) units.push(alphabet.charCodeAt(this.below(alphabet.length)));
    return String.fromCharCode(...units);
  }
}

/** The last step of a hash, so that every bit of the text counts for every bit of it. */
function avalanche(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
