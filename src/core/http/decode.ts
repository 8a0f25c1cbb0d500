/**
 * The text of a file's bytes. A `.http` document is UTF-8 (RFC 3629); bytes that are not are a problem that names the
 * line and the byte, since a replacement character in a password or a token would be sent and refused.
 * A byte order mark is kept: the parser gives it a part of its own.
 */
export function decodeUtf8(bytes: Uint8Array): { readonly text: string } | { readonly problem: string } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    const at = firstBadByte(bytes);
    let line = 1;
    let lineStart = 0;
    for (let i = 0; i < at; i++) {
      if (bytes[i] === 0x0a) {
        line++;
        lineStart = i + 1;
      }
    }
    const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    return {
      problem: `Line ${line}, byte ${at - lineStart + 1} (0x${byte}): not UTF-8. A .http file is UTF-8 text; save it in that encoding.`,
    };
  }
}

/** Index of the first byte that begins no well-formed sequence (Unicode 16, table 3-7); the length if there is none. */
function firstBadByte(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length) {
    const length = sequenceLength(bytes, i);
    if (length === 0) return i;
    i += length;
  }
  return i;
}

function sequenceLength(bytes: Uint8Array, i: number): number {
  const first = bytes[i] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2 || 0xf4 < first) return 0;
  const second = bytes[i + 1] ?? 0;
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < least || most < second) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let k = 2; k < length; k++) {
    if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}
