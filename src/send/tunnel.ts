import type { Socket } from 'node:net';
import type { Target } from './target.ts';

/** Asks a proxy for a tunnel (CONNECT, RFC 9110, 9.3.6). */
export async function openTunnel(
  _socket: Socket,
  _proxy: Target,
  _to: Target,
  _authorization: string | undefined,
  _timeoutMs: number,
): Promise<void> {}
