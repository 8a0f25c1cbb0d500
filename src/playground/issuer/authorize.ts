import { randomInt, randomUUID } from 'node:crypto';
import { people } from '../people.ts';
import type { Answer, Call } from '../respond.ts';
import { type AuthorizationRequest, readAuthorizationRequest } from './authorizationRequest.ts';
import type { BrowserSession, Browsers } from './browsers.ts';
import type { Codes } from './codes.ts';
import { type Clock, password, twoFactor } from './consent.ts';
import { keep } from './keep.ts';
import { html, refusalPage } from './pages.ts';
import type { Pushed } from './pushed.ts';
import { redirectTo } from './redirects.ts';
import { scopesOfPerson } from './scopes.ts';
import { secondStepPage, signInPage } from './signInPages.ts';

const lifetime = 10 * 60 * 1000;

interface SignIn {
  readonly id: string;
  readonly request: AuthorizationRequest;
  readonly pushedUri?: string;
  readonly until: number;
  /** Who gave the first factor; the second is awaited. */
  readonly person?: string;
  readonly code?: string;
}

/** The authorization endpoint and the form behind it. */
export interface Authorization {
  /** `GET /oauth/authorize`. */
  begin(call: Call): Answer;
  /** `POST /oauth/sign-in`: what a person chose or typed. */
  proceed(call: Call): Answer;
}

export function createAuthorization(parts: {
  readonly origin: string;
  readonly clock: Clock;
  readonly codes: Codes;
  readonly pushed: Pushed;
  readonly browsers: Browsers;
}): Authorization {
  const { origin, clock, codes, pushed, browsers } = parts;
  const signIns = new Map<string, SignIn>();

  /** Whom the browser's own session stands for, when it is fresh enough and no new sign-in is asked for. */
  function knownPerson(call: Call, { maxAge, prompts, loginHint }: AuthorizationRequest): BrowserSession | undefined {
    const session = browsers.find(call);
    if (!session || prompts.includes('login') || (loginHint !== undefined && loginHint !== session.person))
      return undefined;
    return maxAge === undefined || clock() / 1000 - session.authTime <= maxAge ? session : undefined;
  }

  function sendBack(
    { redirectUri, state }: Pick<AuthorizationRequest, 'redirectUri' | 'state'>,
    parameters: Readonly<Record<string, string>>,
    cookie?: string,
  ): Answer {
    const location = redirectTo(redirectUri, { ...parameters, state, iss: origin });
    return { status: 303, headers: { Location: location, ...(cookie ? { 'Set-Cookie': cookie } : {}) } };
  }

  function finish({ id, request, pushedUri }: SignIn, session: BrowserSession): Answer {
    signIns.delete(id);
    if (pushedUri) pushed.drop(pushedUri);
    const person = people.find((it) => it.name === session.person);
    const scoped = scopesOfPerson(request.scope, person?.scopes ?? []);
    const code = codes.issue({
      consent: {
        client: request.client,
        subject: session.person,
        scopes: scoped.ok ? scoped.scopes : [],
        audience: request.audience,
        acr: session.acr,
        authTime: session.authTime,
        ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
      },
      redirectUri: request.redirectUri,
      ...(request.challenge === undefined ? {} : { challenge: request.challenge }),
      ...(request.jkt === undefined ? {} : { jkt: request.jkt }),
    });
    return sendBack(request, { code }, browsers.begin(session));
  }

  /** The first factor was given: done, or on to the second. */
  function identified(signIn: SignIn, session: BrowserSession): Answer {
    if (!signIn.request.wantsTwoFactor || session.acr === twoFactor) return finish(signIn, session);
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    keep(signIns, signIn.id, { ...signIn, person: session.person, code });
    return secondStepPage(signIn, code);
  }

  return {
    begin(call) {
      const requestUri = call.query.get('request_uri') ?? undefined;
      const read = requestUri === undefined ? readAuthorizationRequest(call.query, origin) : undefined;
      if (read && !read.ok) {
        if (read.at === 'redirect') return sendBack(read, { error: read.error, error_description: read.description });
        return refusalPage('This sign-in cannot begin', html`<p><code>${read.error}</code>: ${read.description}.</p>`);
      }
      const request = read?.request ?? pushed.find(requestUri ?? '', call.query.get('client_id') ?? '');
      if (!request) {
        return refusalPage(
          'This sign-in cannot begin',
          html`<p><code>invalid_request_uri</code>: The request_uri is not known, was used, is of another client, or is older than a minute.</p>`,
        );
      }
      const session = knownPerson(call, request);
      const signIn = {
        id: randomUUID(),
        request,
        ...(requestUri ? { pushedUri: requestUri } : {}),
        until: clock() + lifetime,
      };
      if (request.prompts.includes('none')) {
        if (session && (!request.wantsTwoFactor || session.acr === twoFactor)) return finish(signIn, session);
        const description = session ? 'A second factor is needed' : 'Nobody is signed in';
        return sendBack(request, { error: 'login_required', error_description: description });
      }
      keep(signIns, signIn.id, signIn);
      return signInPage(session ? { ...signIn, known: session.person } : signIn);
    },

    proceed(call) {
      const form = new URLSearchParams(call.body);
      const signIn = signIns.get(form.get('sign_in') ?? '');
      if (!signIn || signIn.until <= clock()) {
        return refusalPage(
          'This sign-in has ended',
          html`<p>It was finished already, or ten minutes have passed. Begin again where you came from.</p>`,
        );
      }
      const { request } = signIn;
      if (form.has('decline')) {
        signIns.delete(signIn.id);
        return sendBack(request, { error: 'access_denied', error_description: 'The person declined' });
      }
      const authTime = Math.floor(clock() / 1000);
      if (signIn.code !== undefined && signIn.person !== undefined) {
        return form.get('code')?.trim() === signIn.code
          ? finish(signIn, { person: signIn.person, acr: twoFactor, authTime })
          : secondStepPage({ ...signIn, wrong: 'That is another code than the one above.' }, signIn.code);
      }
      const session = knownPerson(call, request);
      if (session && form.get('known') === session.person) return identified(signIn, session);
      const chosen = form.get('person');
      const person = people.find((it) =>
        chosen === null ? it.name === form.get('username') && it.password === form.get('password') : it.name === chosen,
      );
      if (!person) return signInPage({ ...signIn, wrong: 'There is nobody of that name with that password.' });
      if (person.disabled)
        return signInPage({ ...signIn, wrong: `The account ${person.name} was disabled by an administrator.` });
      return identified(signIn, { person: person.name, acr: password, authTime });
    },
  };
}
