import * as vscode from 'vscode';
import type { Verification } from '../../core/jwt/verification.ts';
import {
  type DocumentCache,
  isHere,
  readGivenKey,
  readIssuerKeys,
  type VerifyOptions,
  verifyByIssuer,
  verifyByKey,
} from '../../send/keys/index.ts';
import type { App } from '../app.ts';
import { views } from '../contributions.ts';
import { whereConfigured } from '../sessions/whereToSignIn.ts';
import { sendSettings } from '../settings.ts';
import { requireTrust } from '../trust.ts';
import { UserError, withoutLinks } from '../userError.ts';
import type { AskableSignIn } from './configured.ts';
import { chooseWay, type Way } from './ways.ts';
import { type Chosen, tokenToVerify } from './which.ts';

/** Verifying a token: a bundle of its own (`dist/verifying.cjs`), loaded at the first click on Verify. */

/** Keys of issuers, as long as their headers let them be kept. */
const cache: DocumentCache = new Map();
/** Issuers that a person said yes to in this window. */
const confirmed = new Set<string>();

/** Asks by what, verifies, and keeps the result, which explains the last refusals anew. */
export async function verify(app: App, argument: unknown): Promise<void> {
  const chosen = tokenToVerify(app, argument);
  if (!chosen) throw new UserError('There is no token to verify: decode one, or send a request that carries one.');
  const way = await chooseWay(app, chosen);
  const verification = way && (await verifyBy(app, chosen, way));
  if (!verification) return;
  app.verifications.add(verification);
  app.revealSidebar();
}

async function verifyBy(app: App, chosen: Chosen, way: Way): Promise<Verification | undefined> {
  if (way.by === 'server') return askServer(app, chosen, way.signIn);
  const options = {
    now: app.now(),
    ...(chosen.requestUrl === undefined ? {} : { requestUrl: chosen.requestUrl }),
    ...(chosen.skew === undefined ? {} : { serverNow: Math.floor(app.now() / 1000) + chosen.skew }),
  };
  if (way.by === 'issuer') return askIssuer(app, chosen, way, options);
  const given = readGivenKey(way.text);
  if ('problem' in given) throw new UserError(given.problem);
  return verifyByKey(chosen.secret, given, options);
}

async function askIssuer(
  app: App,
  { secret }: Chosen,
  { issuer, expected, jwksUri }: Extract<Way, { by: 'issuer' }>,
  options: VerifyOptions,
): Promise<Verification | undefined> {
  requireTrust();
  if (!expected && !(await confirmIssuer(issuer))) return undefined;
  const stop = new AbortController();
  const found = await vscode.window.withProgress({ location: { viewId: views.sidebar } }, () =>
    readIssuerKeys(issuer, {
      settings: sendSettings(app.documents.active?.uri ?? vscode.Uri.file('/')),
      signal: stop.signal,
      now: app.now,
      cache,
      ...(jwksUri === undefined ? {} : { jwksUri }),
    }),
  );
  if (found.kind === 'none') throw new UserError(`The signature was not checked. ${withoutLinks(found.says)}`);
  return verifyByIssuer(secret, found, { ...options, ...(expected ? { expected } : {}) });
}

async function askServer(app: App, { secret }: Chosen, { key, dpopKey }: AskableSignIn): Promise<Verification> {
  const place = await whereConfigured(app, key);
  if (!place) throw new UserError(`The sign-in ${key.id} is not configured any more.`);
  const { id, ...whose } = key;
  const options = { location: { viewId: views.sidebar } };
  const found = await vscode.window.withProgress(options, () =>
    app.runner.lend(place.document, new AbortController(), (run, target, lent) =>
      run.askAboutToken(id, secret, { ...target, ...whose }, lent, dpopKey),
    ),
  );
  if (typeof found === 'string') throw new UserError(`Nothing is known of the token. ${withoutLinks(found)}`);
  return found;
}

/** The token's author chose the address: a person says whether it is asked. */
async function confirmIssuer(issuer: string): Promise<boolean> {
  if (isHere(issuer) || confirmed.has(issuer)) return true;
  const ask = 'Ask';
  const detail = 'Two GET requests: its document, and the keys it names. The token is not in them.';
  const question = withoutLinks(`Ask ${issuer} for its keys?`);
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, ask)) !== ask) return false;
  confirmed.add(issuer);
  return true;
}
