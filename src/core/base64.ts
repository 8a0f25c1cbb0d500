const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text that standard Base64 holds; undefined where it is none, or where its bytes are not UTF-8. */
export function textOfBase64(encoded: string): string | undefined {
  try {
    const binary = atob(encoded);
    let ascii = true;
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) {
      const byte = binary.charCodeAt(i);
      bytes[i] = byte;
      if (0x7f < byte) ascii = false;
    }
    return ascii ? binary : utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
