import type { Exchange } from '../../core/exchange.ts';
import { Secret } from '../../core/secret.ts';

import { failed } from './ended.ts';
import { unsafeUrl, withoutQuery } from './safeUrl.ts';
import { acceptedJson } from './tokenAnswer.ts';

/** What a device authorization endpoint gave (RFC 8628, 3.2). */
export interface DeviceAuthorization {
  readonly deviceCode: Secret;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly verificationUriComplete?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Seconds. */
  readonly lifetime: number;
  /** Seconds between two questions. */
  readonly interval: number;
}

/** Reads the answer. A page that is no safe address is not shown to anybody. */
export function readDeviceAuthorization(exchange: Exchange, now: number): DeviceAuthorization {
  const json = acceptedJson(exchange, 'a device_code');
  const end = (what: string) =>
    failed('not-oauth', `${withoutQuery(exchange.request.url)} answered with ${what} (RFC 8628, 3.2).`, exchange);
  const { device_code: deviceCode, user_code: userCode, verification_uri_complete: complete } = json;
  // Google's older name.
  const verificationUri = json.verification_uri ?? json.verification_url;
  if (typeof deviceCode !== 'string' || deviceCode === '') throw end('no device_code');
  if (typeof userCode !== 'string' || !/^[\x20-\x7e]{1,100}$/.test(userCode)) throw end('no readable user_code');
  if (typeof verificationUri !== 'string') throw end('no verification_uri');
  const unsafe = unsafeUrl(verificationUri);
  if (unsafe) throw end(`a verification_uri that is not opened: ${unsafe.replace(/\.$/, '')}`);
  const lifetime = between(Number(json.expires_in ?? 600), 1, 86_400, 600);
  return {
    deviceCode: new Secret(deviceCode),
    userCode,
    verificationUri,
    ...(typeof complete === 'string' && unsafeUrl(complete) === undefined ? { verificationUriComplete: complete } : {}),
    expiresAt: now + lifetime * 1000,
    lifetime,
    interval: between(Number(json.interval ?? 5), 1, 300, 5),
  };
}

function between(value: number, least: number, most: number, otherwise: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(value, least), most) : otherwise;
}
