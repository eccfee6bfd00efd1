/**
 * Keyed randomness: a value depends on the seed and on what it is for, never on how many values were drawn before, so
 * that a new workload does not change the names and times of the others.
 */
export class Random {
  private readonly seed: string;

  constructor(seed: number) {
    this.seed = String(seed);
  }

  /** A stream of its own for one purpose, e.g. `stream("pod-name", ownerUid, "3")`. */
  stream(...key: readonly (string | number)[]): RandomStream {
    return new RandomStream(this.seed, key);
  }
}

const fnvPrime = 0x01000193;

/**
 * A small fast generator (sfc32) started from three hashes of its seed and key, joined by zeros: 32-bit FNV-1a over
 * UTF-16 units.
 */
export class RandomStream {
  private a = 0x811c9dc5;
  private b = 0x9e3779b9;
  private c = 0x85ebca6b;
  private counter = 1;

  constructor(seed: string, key: readonly (string | number)[]) {
    this.hash(seed);
    for (const part of key) {
      this.hash("\u0000");
      this.hash(typeof part === "number" ? String(part) : part);
    }
    this.a = avalanche(this.a);
    this.b = avalanche(this.b);
    this.c = avalanche(this.c);
    for (let i = 0; i < 12; i++) this.uint32();
  }

  private hash(text: string): void {
    let { a, b, c } = this;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, fnvPrime);
      b = Math.imul(b ^ unit, fnvPrime);
      c = Math.imul(c ^ unit, fnvPrime);
    }
    this.a = a;
    this.b = b;
    this.c = c;
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
    return this.filled("x".repeat(length), alphabet);
  }

  /** `pattern` with a character drawn from `alphabet` for each `x`; each object gets its uid so: its steps are those of `uint32` */
  filled(pattern: string, alphabet: string): string {
    const units: number[] = [];
    let { a, b, c, counter } = this;
    const { length } = alphabet;
    for (let i = 0; i < pattern.length; i++) {
      const unit = pattern.charCodeAt(i);
      if (unit !== x) {
        units.push(unit);
        continue;
      }
      const t = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + t) | 0;
      units.push(alphabet.charCodeAt(Math.floor(((t >>> 0) * length) / 0x1_0000_0000)));
    }
    this.a = a;
    this.b = b;
    this.c = c;
    this.counter = counter;
    return String.fromCharCode(...units);
  }
}

const x = "x".charCodeAt(0);

/** The last step of a hash, so that every bit of the text counts for every bit of it. */
function avalanche(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
