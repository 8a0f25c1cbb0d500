import type { Socket } from 'node:net';
import type { HeaderField } from '../core/exchange.ts';

/** A connection as the requests on it see it. */
export interface Connection {
  readonly socket: Socket;
  /** Milliseconds its opening took; the first request on it takes them into its timings. */
  readonly opening: { readonly dns?: number; readonly connect?: number; readonly tls?: number };
  /** Why the server's certificate would have been refused, where the user switched verification off. */
  readonly unverified?: string;
  /** Requests that left on it. */
  used: number;
  /** `1.0` or `1.1`, from the status line of the last answer. */
  answered: string | undefined;
}

/** Takes in what becomes of one message, in this order. */
export interface Taker {
  /** Its first octet is about to be written. */
  leaves(connection: Connection): void;
  /** Its last octet is written. */
  left(): void;
  head(status: number, statusText: string, headers: readonly HeaderField[]): void;
  data(chunk: Uint8Array): void;
  end(): void;
  failed(error: unknown): void;
}

/** One message waiting to be written in place of what undici would write. */
export interface Message extends Pick<Taker, 'leaves' | 'left'> {
  /** Request line and fields, written as UTF-8. */
  readonly head: string;
  readonly body: readonly Uint8Array[];
}

/** Names and values in turn, as they came; values that are not UTF-8 are read as Latin-1. */
export function readFields(raw: readonly unknown[]): HeaderField[] {
  const fields: HeaderField[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) fields.push({ name: fieldText(raw[i]), value: fieldText(raw[i + 1]) });
  return fields;
}

function fieldText(octets: unknown): string {
  const buffer = Buffer.isBuffer(octets) ? octets : Buffer.from(String(octets), 'latin1');
  const text = buffer.toString('utf8');
  return text.includes('\ufffd') ? buffer.toString('latin1') : text;
}

/**
 * Puts our octets on the wire in place of undici's head.
 * undici writes Host and Connection itself, lower-cased and first, refuses Expect and Transfer-Encoding, knows HTTP/1.1
 * alone and encodes values as Latin-1; a request must leave as it was written. So undici is given a numbered path and no
 * headers, and its one write per request is replaced by the message of that number. Parsing, pooling and keep-alive stay its own.
 */
export function writeMessages(connection: Connection, messages: Map<string, Message>): void {
  const { socket } = connection;
  const write = socket.write.bind(socket);
  const read = socket.read.bind(socket);

  Object.defineProperty(socket, 'write', {
    writable: true,
    configurable: true,
    value: (placeholder: unknown) => {
      const number = typeof placeholder === 'string' ? placeholder.slice(0, placeholder.indexOf(' HTTP/1.1\r\n')) : '';
      const message = messages.get(number.slice(number.indexOf('/') + 1));
      // Never let a placeholder out: the request it stands for fails, and no other bytes are sent for it.
      if (!message) {
        socket.destroy(new Error('a message without a number'));
        return false;
      }
      connection.answered = undefined;
      message.leaves(connection);
      connection.used++;
      const { head, body } = message;
      if (body.length === 0) {
        // So little is taken by the system at once.
        const flowing = write(head, 'utf8');
        message.left();
        return flowing;
      }
      let flowing = true;
      socket.cork();
      write(head, 'utf8');
      body.forEach((it, i) => {
        flowing = i === body.length - 1 ? write(it, () => message.left()) : write(it);
      });
      socket.uncork();
      return flowing;
    },
  });

  Object.defineProperty(socket, 'read', {
    writable: true,
    configurable: true,
    value: (size?: number) => {
      const chunk: unknown = size === undefined ? read() : read(size);
      if (connection.answered !== undefined || !Buffer.isBuffer(chunk)) return chunk;
      const rest = withoutContinue(chunk);
      // undici doesn't hand on the version of the answer.
      if (0 < rest.length) {
        const start = rest.toString('latin1', 0, 8);
        connection.answered = /^HTTP\/\d\.\d$/.test(start) ? start.slice(5) : '1.1';
      }
      return rest;
    },
  });
}

/** Takes `100 Continue` out: undici, which doesn't know of our Expect, would take it for an attack. */
function withoutContinue(chunk: Buffer): Buffer {
  // HTTP/1.1 100
  const isContinue = chunk[9] === 0x31 && chunk[10] === 0x30 && chunk[11] === 0x30 && chunk[0] === 0x48;
  const end = isContinue ? chunk.indexOf('\r\n\r\n') : -1;
  return end < 0 ? chunk : chunk.subarray(end + 4);
}
