import { setTimeout as sleep } from 'node:timers/promises';
import * as oauth from 'oauth4webapi';
import type { SignIn, SignInRequest } from '../../core/auth/signIn.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { Calls } from './calls.ts';
import { type Context, contextFor, exchangeOf, type Given, requestOptions, tokensOf } from './context.ts';
import { type DeviceAuthorization, readDeviceAuthorization } from './deviceAuthorization.ts';
import { cancelled, Ended, failed } from './ended.ts';
import type { OAuthOptions, SignInHost } from './obtained.ts';
import { customParameters, followingParameters, scopesOf, setTarget } from './parameters.ts';
import { errorOf } from './tokenAnswer.ts';

/** Device authorization (RFC 8628): a code is shown, and its use elsewhere is waited for. */
export async function deviceCode(
  signIn: SignIn,
  ask: SignInRequest,
  host: SignInHost,
  calls: Calls,
  options: OAuthOptions,
): Promise<Given> {
  const context = await contextFor(signIn, ask, ['device_authorization_endpoint', 'token_endpoint'], calls, options);
  const device = await authorize(context);
  const done = new AbortController();
  const shell = new AbortController();
  const shown = host
    .showDeviceCode({
      userCode: device.userCode,
      verificationUri: device.verificationUri,
      ...(signIn.openComplete && device.verificationUriComplete !== undefined
        ? { verificationUriComplete: device.verificationUriComplete }
        : {}),
      expiresAt: device.expiresAt,
      done: done.signal,
    })
    // Nobody sees the code then, so there is nothing to wait for.
    .catch(() => shell.abort());
  try {
    if (signIn.pollAfterBrowser) await untilAborted(shown, options.signal);
    return await poll(context, device, AbortSignal.any([options.signal, shell.signal]));
  } catch (error) {
    if (shell.signal.aborted && !options.signal.aborted) {
      throw failed('other', 'The code for the sign-in could not be shown. Nothing was signed in.');
    }
    throw error;
  } finally {
    done.abort();
  }
}

async function authorize(context: Context): Promise<DeviceAuthorization> {
  const { signIn, ask, server, authentication, calls, options } = context;
  const parameters = customParameters(signIn, 'authorization');
  const scopes = scopesOf(signIn, ask);
  if (scopes.length !== 0) parameters.set('scope', scopes.join(' '));
  setTarget(parameters, signIn, ask);
  if (ask.acrValues !== undefined) parameters.set('acr_values', ask.acrValues);
  if (ask.claims !== undefined) parameters.set('claims', ask.claims);
  if (ask.maxAge !== undefined) parameters.set('max_age', String(ask.maxAge));
  await oauth.deviceAuthorizationRequest(server.metadata, server.client, authentication, parameters, {
    ...requestOptions({ calls }),
  });
  return readDeviceAuthorization(calls.last(), options.now());
}

/** Asks until the person has decided or the code has ended. Slows down when told to, and after each silence (3.5). */
async function poll(context: Context, device: DeviceAuthorization, signal: AbortSignal): Promise<Given> {
  const { options, calls, signIn, ask } = context;
  const wait = options.wait ?? ((ms: number, until: AbortSignal) => sleep(ms, undefined, { signal: until }));
  let seconds = device.interval;
  for (let pending: Exchange | undefined; ; ) {
    await untilAborted(wait(seconds * 1000, signal), signal);
    if (device.expiresAt <= options.now()) throw tooLate(device, pending);
    const exchange = await askOnce(context, device);
    if (exchange === undefined) {
      seconds = Math.min(seconds * 2, 60);
      continue;
    }
    const error = errorOf(exchange);
    if (error !== 'authorization_pending' && error !== 'slow_down') {
      return tokensOf(context, scopesOf(signIn, ask), exchange);
    }
    if (error === 'slow_down') seconds += 5;
    // Of a hundred equal answers the last one says enough.
    const before = pending === undefined ? -1 : calls.made.indexOf(pending);
    if (0 <= before) calls.made.splice(before, 1);
    pending = exchange;
  }
}

/** One question; undefined where no answer came in time. */
async function askOnce(context: Context, device: DeviceAuthorization): Promise<Exchange | undefined> {
  const { server, authentication, signIn, ask } = context;
  try {
    return await exchangeOf(context, () =>
      oauth.deviceCodeGrantRequest(server.metadata, server.client, authentication, device.deviceCode.reveal(), {
        ...requestOptions(context),
        additionalParameters: followingParameters(signIn, ask),
      }),
    );
  } catch (error) {
    if (error instanceof Ended && error.ending.kind === 'failed' && isSilence.has(error.ending.code)) return undefined;
    throw error;
  }
}

const isSilence: ReadonlySet<string> = new Set(['timeout-connect', 'timeout-headers', 'timeout-body', 'reset']);

function tooLate({ lifetime, verificationUri }: DeviceAuthorization, pending: Exchange | undefined): Ended {
  const minutes = Math.max(1, Math.round(lifetime / 60));
  return failed(
    'other',
    `The code was not entered at ${verificationUri} within ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, and has ended. Sign in again for a new one.`,
    pending,
  );
}

/** The work's end, or the end of the flow where the signal aborts first. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    work.catch(() => {});
    throw cancelled();
  }
  return new Promise((resolve, reject) => {
    const abort = () => reject(cancelled());
    signal.addEventListener('abort', abort, { once: true });
    work
      .then(resolve, (error: unknown) => reject(signal.aborted ? cancelled() : error))
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
