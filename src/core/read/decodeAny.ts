/**
 * Text in whatever encoding: UTF-8, UTF-16 with its mark (as PowerShell redirects), else Latin-1, in which every byte
 * is a character.
 */
export function decodeAny(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
