/**
 * What a reference stands for: finished text, or octets that need not be text. Never scanned for references again.
 */
export interface Value {
  readonly text: string;
  /** Present where the octets are not the UTF-8 of `text`: a body of another encoding, an image. */
  readonly octets?: Uint8Array;
  readonly secret: boolean;
}

export function textValue(text: string, secret = false): Value {
  return { text, secret };
}

/** Octets as they came. Those that are well-formed UTF-8 are text as well. */
export function octetsValue(octets: Uint8Array, secret = false): Value {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets), secret };
  } catch {
    return { text: new TextDecoder('utf-8').decode(octets), octets, secret };
  }
}

/** Values put one behind the other. */
export function joinValues(values: readonly Value[]): Value {
  const secret = values.some((it) => it.secret);
  const text = values.map((it) => it.text).join('');
  if (values.every((it) => it.octets === undefined)) return { text, secret };
  return { text, octets: joinOctets(values.map(octetsOf)), secret };
}

/** The octets that go onto the wire for a value. */
export function octetsOf(value: Value): Uint8Array {
  return value.octets ?? new TextEncoder().encode(value.text);
}

export function joinOctets(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((size, it) => size + it.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
