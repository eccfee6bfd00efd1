/** The first 64 primes' cube roots give the constants of the rounds, the first 8 primes' square roots the first state. */
function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

/** The first 32 bits behind the point. */
const fraction = (root: number): number => (root - Math.floor(root)) * 2 ** 32;

let known: { readonly rounds: Int32Array; readonly start: Int32Array } | undefined;

function constants(): NonNullable<typeof known> {
  known ??= {
    rounds: Int32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime))),
    start: Int32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime))),
  };
  return known;
}

const BLOCK = 64;

/** SHA-256 (FIPS 180-4). For short data this is done before a library is loaded. */
export function sha256(data: Uint8Array): Uint8Array {
  const { start } = constants();
  const state = start.slice();
  const blocks = padded(data);
  const words = new Int32Array(BLOCK);
  for (let at = 0; at < blocks.byteLength; at += BLOCK) {
    for (let i = 0; i < 16; i++) words[i] = blocks.getInt32(at + 4 * i);
    expand(words);
    compress(state, words);
  }
  const out = new DataView(new ArrayBuffer(4 * state.length));
  state.forEach((word, i) => {
    out.setInt32(4 * i, word);
  });
  return new Uint8Array(out.buffer);
}

/** The data, a one bit, zeros and the length in bits: whole blocks. */
function padded(data: Uint8Array): DataView {
  const blocks = new Uint8Array(Math.ceil((data.length + 9) / BLOCK) * BLOCK);
  blocks.set(data);
  blocks[data.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setBigUint64(blocks.length - 8, 8n * BigInt(data.length));
  return view;
}

function expand(words: Int32Array): void {
  for (let i = 16; i < words.length; i++) {
    const a = words[i - 15] ?? 0;
    const b = words[i - 2] ?? 0;
    const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
    const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
    words[i] = (words[i - 16] ?? 0) + s0 + (words[i - 7] ?? 0) + s1;
  }
}

function compress(state: Int32Array, words: Int32Array): void {
  const { rounds } = constants();
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < words.length; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (rounds[i] ?? 0) + (words[i] ?? 0)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] ?? 0) + word;
}
