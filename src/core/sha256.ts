/** The SHA-256 (FIPS 180-4) of ASCII text as unpadded Base64url: what a PKCE challenge of method `S256` is (RFC 7636, 4.2). */
export function sha256Base64url(ascii: string): string {
  const state = Int32Array.from(initial);
  const words = new Int32Array(64);
  const blocks = padded(ascii);
  for (let start = 0; start < blocks.length; start += 16) {
    for (let i = 0; i < 16; i++) words[i] = at(blocks, start + i);
    for (let i = 16; i < 64; i++) {
      const early = at(words, i - 15);
      const late = at(words, i - 2);
      words[i] =
        at(words, i - 16) +
        (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) +
        at(words, i - 7) +
        (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10));
    }
    mix(state, words);
  }
  const bytes = [...state].flatMap((it) => [it >>> 24, (it >>> 16) & 255, (it >>> 8) & 255, it & 255]);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');
}

function mix(state: Int32Array, words: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const one =
      (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + at(constants, i) + at(words, i)) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((it, i) => {
    state[i] = at(state, i) + it;
  });
}

/** Big-endian words: the text, a 1 bit, zeros, and the length in bits. */
function padded(ascii: string): Int32Array {
  const blocks = new Int32Array(((ascii.length + 8) >> 6) * 16 + 16);
  for (let i = 0; i <= ascii.length; i++) {
    const byte = i === ascii.length ? 0x80 : ascii.charCodeAt(i) & 255;
    blocks[i >> 2] = at(blocks, i >> 2) | (byte << (24 - (i & 3) * 8));
  }
  blocks[blocks.length - 1] = ascii.length * 8;
  return blocks;
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function at(words: Int32Array, i: number): number {
  return words[i] ?? 0;
}

/** The first 32 bits of the fractional parts of roots of the first primes (FIPS 180-4, 4.2.2 and 5.3.3). */
function rootBits(root: (it: number) => number, count: number): Int32Array {
  return Int32Array.from(primes.slice(0, count), (it) => ((root(it) % 1) * 2 ** 32) | 0);
}

const primes: readonly number[] = Array.from({ length: 312 }, (_, i) => i).filter(
  (it) => 1 < it && !Array.from({ length: Math.max(0, it - 2) }, (_, i) => i + 2).some((by) => it % by === 0),
);
const initial = rootBits(Math.sqrt, 8);
const constants = rootBits(Math.cbrt, 64);
